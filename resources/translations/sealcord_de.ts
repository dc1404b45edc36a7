<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en">
<context>
    <name>AgentRoster</name>
    <message>
        <source>This server speaks classic alone, in which agents have no keys: nobody can be approved or authorised. Start it without --protocol classic.</source>
        <translation>Dieser Server spricht nur classic, worin Agenten keine Schlüssel haben: Niemand kann zugelassen oder eingetragen werden. Starten Sie ihn ohne --protocol classic.</translation>
    </message>
</context>
<context>
    <name>AgentStatus</name>
    <message>
        <source>The server closed the connection.</source>
        <translation>Der Server hat die Verbindung geschlossen.</translation>
    </message>
    <message>
        <source>The server ended the connection without a goodbye.</source>
        <translation>Der Server hat die Verbindung ohne Abschied beendet.</translation>
    </message>
    <message>
        <source>The connection was lost: %1.</source>
        <translation>Die Verbindung ging verloren: %1.</translation>
    </message>
    <message>
        <source>The connection ended: %1.</source>
        <translation>Die Verbindung endete: %1.</translation>
    </message>
    <message>
        <source>Could not connect: %1.</source>
        <translation>Verbinden ging nicht: %1.</translation>
    </message>
    <message>
        <source>No key could be agreed: %1.</source>
        <translation>Es konnte kein Schlüssel vereinbart werden: %1.</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Nicht verbunden</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Verbindet…</translation>
    </message>
    <message>
        <source>Disconnecting: saying goodbye…</source>
        <translation>Trennt: verabschiedet sich…</translation>
    </message>
    <message>
        <source>Not connected: %1.</source>
        <translation>Nicht verbunden: %1.</translation>
    </message>
    <message>
        <source>Connected to %1: %2</source>
        <translation>Verbunden mit %1: %2</translation>
    </message>
</context>
<context>
    <name>CodeComparison</name>
    <message>
        <source>Waiting for the person at the server, who has to ask too: in the server&apos;s window, or with `sealcord ctl verify NUMBER`. `sealcord ctl clients` lists the numbers.</source>
        <translation>Warten auf die Person am Server, die auch fragen muss: im Fenster des Servers oder mit `sealcord ctl verify NUMMER`. `sealcord ctl clients` nennt die Nummern.</translation>
    </message>
    <message>
        <source>Waiting for the person at the agent, who has to ask too: in the agent&apos;s window, or with `sealcord agent --verify`.</source>
        <translation>Warten auf die Person am Agenten, die auch fragen muss: im Fenster des Agenten oder mit `sealcord agent --verify`.</translation>
    </message>
    <message>
        <source>The person at the server wants to compare codes. The code is shown once you ask too.</source>
        <translation>Die Person am Server möchte Codes vergleichen. Der Code erscheint, sobald auch Sie fragen.</translation>
    </message>
    <message>
        <source>The person at the agent wants to compare codes. The code is shown once you ask too.</source>
        <translation>Die Person am Agenten möchte Codes vergleichen. Der Code erscheint, sobald auch Sie fragen.</translation>
    </message>
    <message>
        <source>Compare this with the person at the server, over a channel where you know each other: a voice on the telephone, say. The words or the digits are enough.</source>
        <translation>Vergleichen Sie das mit der Person am Server, auf einem Weg, auf dem Sie sich kennen: etwa an der Stimme am Telefon. Die Wörter oder die Ziffern genügen.</translation>
    </message>
    <message>
        <source>Compare this with the person at the agent, over a channel where you know each other: a voice on the telephone, say. The words or the digits are enough.</source>
        <translation>Vergleichen Sie das mit der Person am Agenten, auf einem Weg, auf dem Sie sich kennen: etwa an der Stimme am Telefon. Die Wörter oder die Ziffern genügen.</translation>
    </message>
    <message>
        <source>No code was compared on this connection.</source>
        <translation>Auf dieser Verbindung wurde kein Code verglichen.</translation>
    </message>
    <message>
        <source>The codes are the same: nobody is in between.</source>
        <translation>Die Codes sind gleich: Niemand ist dazwischen.</translation>
    </message>
    <message>
        <source>The codes differ: somebody is in between. End this connection.</source>
        <translation>Die Codes sind verschieden: Jemand ist dazwischen. Beenden Sie diese Verbindung.</translation>
    </message>
    <message>
        <source>The comparison was broken off; if that happens again, somebody may be in between.</source>
        <translation>Der Vergleich wurde abgebrochen; geschieht das wieder, ist vielleicht jemand dazwischen.</translation>
    </message>
</context>
<context>
    <name>ConnectionText</name>
    <message>
        <source>Classic, chosen by its first byte; it carries no version number</source>
        <translation>Classic, erkannt am ersten Byte; eine Versionsnummer trägt es nicht</translation>
    </message>
    <message>
        <source>not known yet</source>
        <translation>noch nicht bekannt</translation>
    </message>
    <message>
        <source>AES-256-GCM (SP 800-38D), computed by %1</source>
        <translation>AES-256-GCM (SP 800-38D), berechnet von %1</translation>
    </message>
    <message>
        <source>Encryption request</source>
        <translation>Verschlüsselungsanfrage</translation>
    </message>
    <message>
        <source>Encryption response</source>
        <translation>Verschlüsselungsantwort</translation>
    </message>
    <message>
        <source>Unknown packet</source>
        <translation>Unbekanntes Paket</translation>
    </message>
    <message>
        <source>%1 of %2 messages</source>
        <translation>%1 von %2 Nachrichten</translation>
    </message>
    <message>
        <source>Sealed, version 1, chosen by its first byte</source>
        <translation>Sealed, Version 1, gewählt durch sein erstes Byte</translation>
    </message>
    <message>
        <source>Preamble and message 1</source>
        <translation>Vorspann und Nachricht 1</translation>
    </message>
    <message>
        <source>Preamble and message 2</source>
        <translation>Vorspann und Nachricht 2</translation>
    </message>
    <message>
        <source>Refusal, which anybody could have written</source>
        <translation>Ablehnung, die von jedem stammen kann</translation>
    </message>
    <message>
        <source>Message 3</source>
        <translation>Nachricht 3</translation>
    </message>
    <message>
        <source>Admission, or the reason for none</source>
        <translation>Zulassung, oder der Grund dagegen</translation>
    </message>
    <message>
        <source>XX, without a pre-shared key</source>
        <translation>XX, ohne vorab geteilten Schlüssel</translation>
    </message>
    <message>
        <source>XXpsk3, with a pre-shared key</source>
        <translation>XXpsk3, mit vorab geteiltem Schlüssel</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>asks</source>
        <comment>status in a handshake</comment>
        <translation>fragt an</translation>
    </message>
    <message>
        <source>goes on</source>
        <comment>status in a handshake</comment>
        <translation>geht weiter</translation>
    </message>
    <message>
        <source>refuses the version</source>
        <comment>status in a handshake</comment>
        <translation>lehnt die Version ab</translation>
    </message>
    <message>
        <source>refuses the mode</source>
        <comment>status in a handshake</comment>
        <translation>lehnt den Modus ab</translation>
    </message>
    <message>
        <source>%1 follow</source>
        <translation>es folgen %1</translation>
    </message>
    <message>
        <source>1 record</source>
        <translation>1 Datensatz</translation>
    </message>
    <message numerus="yes">
        <source>%1 records</source>
        <translation>
            <numerusform>%1 Datensatz</numerusform>
            <numerusform>%1 Datensätze</numerusform>
        </translation>
    </message>
    <message>
        <source>the key was not replaced yet</source>
        <translation>der Schlüssel wurde noch nicht ersetzt</translation>
    </message>
    <message>
        <source>the key was replaced once</source>
        <translation>der Schlüssel wurde einmal ersetzt</translation>
    </message>
    <message numerus="yes">
        <source>the key was replaced %1 times</source>
        <translation>
            <numerusform>der Schlüssel wurde %1-mal ersetzt</numerusform>
            <numerusform>der Schlüssel wurde %1-mal ersetzt</numerusform>
        </translation>
    </message>
    <message>
        <source>%1; %2</source>
        <comment>records, rekeys</comment>
        <translation>%1; %2</translation>
    </message>
    <message>
        <source>%1; %2, and will be after %3 more</source>
        <comment>records, rekeys, until the next</comment>
        <translation>%1; %2 und wird es nach %3 weiteren</translation>
    </message>
</context>
<context>
    <name>CopyFormat</name>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Hex</source>
        <translation>Hex</translation>
    </message>
    <message>
        <source>C array</source>
        <translation>C-Feld</translation>
    </message>
    <message>
        <source>JSON string</source>
        <translation>JSON-Zeichenkette</translation>
    </message>
    <message>
        <source>Base64</source>
        <translation>Base64</translation>
    </message>
    <message>
        <source>Copied as text, %1; NUL became ␀, since many programs stop at it</source>
        <translation>Als Text kopiert, %1; aus NUL wurde ␀, da viele Programme dort aufhören</translation>
    </message>
    <message>
        <source>Copied as %1, %2</source>
        <comment>Copied as C array, 18 bytes</comment>
        <translation>Kopiert als %1, %2</translation>
    </message>
</context>
<context>
    <name>Detail</name>
    <message>
        <source>closed during the handshake</source>
        <translation>während des Handshakes geschlossen</translation>
    </message>
    <message>
        <source>the server ended the connection after the handshake; where a pre-shared key is used, it may differ</source>
        <translation>der Server beendete die Verbindung nach dem Handshake; wird ein vorab vereinbarter Schlüssel verwendet, kann er ein anderer sein</translation>
    </message>
    <message>
        <source>closed in the middle of a message</source>
        <translation>mitten in einer Nachricht geschlossen</translation>
    </message>
    <message>
        <source>no close message</source>
        <translation>kein Abschied</translation>
    </message>
    <message>
        <source>there is no memory for a message</source>
        <translation>für eine Nachricht ist kein Speicher da</translation>
    </message>
    <message>
        <source>connection reset by the peer</source>
        <translation>die Gegenstelle hat die Verbindung zurückgesetzt</translation>
    </message>
    <message>
        <source>unauthenticated close message</source>
        <translation>Abschied, der nicht authentifiziert ist</translation>
    </message>
    <message>
        <source>the server does not admit this agent any longer</source>
        <translation>der Server lässt diesen Agenten nicht mehr zu</translation>
    </message>
    <message>
        <source>close message</source>
        <translation>Abschied</translation>
    </message>
    <message>
        <source>close message: %1</source>
        <translation>Abschied: %1</translation>
    </message>
    <message>
        <source>shutting down</source>
        <translation>wird beendet</translation>
    </message>
    <message>
        <source>not authorised</source>
        <translation>nicht zugelassen</translation>
    </message>
    <message>
        <source>waits for approval</source>
        <translation>wartet auf Zulassung</translation>
    </message>
    <message>
        <source>idle too long</source>
        <translation>zu lange untätig</translation>
    </message>
    <message>
        <source>reason %1</source>
        <translation>Grund %1</translation>
    </message>
    <message>
        <source>not finished in time</source>
        <translation>nicht rechtzeitig beendet</translation>
    </message>
    <message>
        <source>handshake not finished in %1</source>
        <translation>Handshake in %1 nicht beendet</translation>
    </message>
    <message>
        <source>idle for %1</source>
        <translation>%1 lang untätig</translation>
    </message>
    <message>
        <source>a message of %1 bytes was not finished in time</source>
        <translation>eine Nachricht von %1 Bytes wurde nicht rechtzeitig fertig</translation>
    </message>
    <message>
        <source>nothing of what it is owed was taken in %1</source>
        <translation>von dem, was ihr zusteht, wurde in %1 nichts angenommen</translation>
    </message>
    <message>
        <source>%1 bytes of what it is owed were taken in %2, and the least is %3 bytes/s</source>
        <translation>%1 Bytes von dem, was ihr zusteht, wurden in %2 angenommen, und das Mindeste sind %3 Bytes/s</translation>
    </message>
    <message>
        <source>messages under way need more than %1 bytes together; this connection held %2, which moved at %3 bytes/s</source>
        <translation>Nachrichten unterwegs brauchen zusammen mehr als %1 Bytes; diese Verbindung hielt %2, die mit %3 Bytes/s vorankamen</translation>
    </message>
    <message>
        <source>handshake not finished when newer ones needed the room</source>
        <translation>Handshake nicht beendet, als neuere den Platz brauchten</translation>
    </message>
    <message>
        <source>disconnected by hand</source>
        <translation>von Hand getrennt</translation>
    </message>
    <message>
        <source>the agent&apos;s key is not authorised any longer</source>
        <translation>der Schlüssel des Agenten ist nicht mehr zugelassen</translation>
    </message>
    <message>
        <source>the server stops</source>
        <translation>der Server wird beendet</translation>
    </message>
    <message>
        <source>the agent ends</source>
        <translation>der Agent wird beendet</translation>
    </message>
    <message>
        <source>the agent is done</source>
        <translation>der Agent ist fertig</translation>
    </message>
    <message>
        <source>no answer to a ping in time</source>
        <translation>auf einen Ping kam nicht rechtzeitig eine Antwort</translation>
    </message>
    <message>
        <source>one key has sealed all the messages that it may</source>
        <translation>ein Schlüssel hat alle Nachrichten versiegelt, die er darf</translation>
    </message>
    <message>
        <source>sealing a message failed</source>
        <translation>eine Nachricht ließ sich nicht versiegeln</translation>
    </message>
    <message>
        <source>a frame of length %1 cannot hold a tag</source>
        <translation>ein Frame der Länge %1 kann kein Auth-Tag enthalten</translation>
    </message>
    <message>
        <source>message of %1 bytes is over the limit of %2</source>
        <translation>eine Nachricht von %1 Bytes liegt über der Grenze von %2</translation>
    </message>
    <message>
        <source>the peer sealed more messages than one key allows</source>
        <translation>die Gegenstelle hat mehr Nachrichten versiegelt, als ein Schlüssel erlaubt</translation>
    </message>
    <message>
        <source>message failed authentication</source>
        <translation>die Nachricht besteht die Prüfung nicht</translation>
    </message>
    <message>
        <source>the random number generator failed</source>
        <translation>der Zufallsgenerator hat versagt</translation>
    </message>
    <message>
        <source>the peer&apos;s public key is of low order</source>
        <translation>der öffentliche Schlüssel der Gegenstelle hat eine kleine Ordnung</translation>
    </message>
    <message>
        <source>the server did not prove that it agreed the same key</source>
        <translation>der Server hat nicht bewiesen, dass er denselben Schlüssel vereinbart hat</translation>
    </message>
    <message>
        <source>sealing the verify token failed</source>
        <translation>der Prüfwert ließ sich nicht versiegeln</translation>
    </message>
    <message>
        <source>the verify token of the request is no 64-bit number</source>
        <translation>der Prüfwert der Anfrage ist keine Zahl von 64 Bit</translation>
    </message>
    <message>
        <source>not a classic server: %1</source>
        <translation>kein klassischer Server: %1</translation>
    </message>
    <message>
        <source>not a Sealcord peer: %1</source>
        <translation>keine Sealcord-Gegenstelle: %1</translation>
    </message>
    <message>
        <source>the agent speaks the %1 protocol, which is not taken here</source>
        <translation>der Agent spricht das Protokoll %1, das hier nicht angenommen wird</translation>
    </message>
    <message>
        <source>%1, first byte %2</source>
        <translation>%1, erstes Byte %2</translation>
    </message>
    <message>
        <source>first byte %1</source>
        <translation>erstes Byte %1</translation>
    </message>
    <message>
        <source>a TLS ClientHello</source>
        <translation>ein TLS-ClientHello</translation>
    </message>
    <message>
        <source>a TLS alert</source>
        <translation>ein TLS-Alarm</translation>
    </message>
    <message>
        <source>an HTTP request</source>
        <translation>eine HTTP-Anfrage</translation>
    </message>
    <message>
        <source>an HTTP response</source>
        <translation>eine HTTP-Antwort</translation>
    </message>
    <message>
        <source>an SSH banner</source>
        <translation>ein SSH-Gruß</translation>
    </message>
    <message>
        <source>the peer&apos;s key makes a secret that anybody knows</source>
        <translation>der Schlüssel der Gegenstelle ergibt ein Geheimnis, das jeder kennt</translation>
    </message>
    <message>
        <source>sealing a part of the handshake failed</source>
        <translation>ein Teil des Handshakes ließ sich nicht versiegeln</translation>
    </message>
    <message>
        <source>the handshake failed verification: changed on the way, or another pre-shared key</source>
        <translation>der Handshake besteht die Prüfung nicht: unterwegs verändert, oder ein anderer vorab vereinbarter Schlüssel</translation>
    </message>
    <message>
        <source>record failed authentication</source>
        <translation>der Datensatz besteht die Prüfung nicht</translation>
    </message>
    <message>
        <source>the peer sealed more records than one connection allows</source>
        <translation>die Gegenstelle hat mehr Datensätze versiegelt, als eine Verbindung erlaubt</translation>
    </message>
    <message>
        <source>opening a record failed</source>
        <translation>ein Datensatz ließ sich nicht öffnen</translation>
    </message>
    <message>
        <source>sealing a record failed</source>
        <translation>ein Datensatz ließ sich nicht versiegeln</translation>
    </message>
    <message>
        <source>preparing the keys failed</source>
        <translation>die Schlüssel ließen sich nicht vorbereiten</translation>
    </message>
    <message>
        <source>a record of length %1 cannot hold a type</source>
        <translation>ein Datensatz der Länge %1 kann keinen Typ enthalten</translation>
    </message>
    <message>
        <source>the agent speaks version %1 of the sealed protocol, not 1</source>
        <translation>der Agent spricht Version %1 des versiegelten Protokolls, nicht 1</translation>
    </message>
    <message>
        <source>the agent uses a pre-shared key, and there is none here</source>
        <translation>der Agent verwendet einen vorab vereinbarten Schlüssel, und hier ist keiner</translation>
    </message>
    <message>
        <source>the agent uses no pre-shared key</source>
        <translation>der Agent verwendet keinen vorab vereinbarten Schlüssel</translation>
    </message>
    <message>
        <source>the server&apos;s preamble is not the answer to ours</source>
        <translation>der Anfang des Servers ist nicht die Antwort auf unseren</translation>
    </message>
    <message>
        <source>somebody at the server has to approve this agent</source>
        <translation>jemand am Server muss diesen Agenten zulassen</translation>
    </message>
    <message>
        <source>the server does not admit this agent</source>
        <translation>der Server lässt diesen Agenten nicht zu</translation>
    </message>
    <message>
        <source>there is no memory for another connection</source>
        <translation>für eine weitere Verbindung ist kein Speicher da</translation>
    </message>
    <message>
        <source>the limit of %1 connections is reached</source>
        <translation>die Grenze von %1 Verbindungen ist erreicht</translation>
    </message>
    <message>
        <source>the limit of %1 connections from one address is reached</source>
        <translation>die Grenze von %1 Verbindungen von einer Adresse ist erreicht</translation>
    </message>
    <message>
        <source>the limit of threads or of memory is reached</source>
        <translation>die Grenze für Threads oder Speicher ist erreicht</translation>
    </message>
    <message>
        <source>the limit of open files is reached</source>
        <translation>die Grenze für offene Dateien ist erreicht</translation>
    </message>
    <message>
        <source>cannot start a thread: %1</source>
        <translation>ein Thread lässt sich nicht starten: %1</translation>
    </message>
    <message>
        <source>cannot listen on %1: %2</source>
        <translation>auf %1 kann nicht gehört werden: %2</translation>
    </message>
    <message>
        <source>the port is in use by another program</source>
        <translation>ein anderes Programm benutzt den Port</translation>
    </message>
    <message>
        <source>the system keeps this port for privileged programs</source>
        <translation>das System behält diesen Port bevorrechtigten Programmen vor</translation>
    </message>
    <message>
        <source>this machine has no such address</source>
        <translation>dieser Rechner hat keine solche Adresse</translation>
    </message>
    <message>
        <source>cannot look up %1: %2</source>
        <translation>%1 lässt sich nicht nachschlagen: %2</translation>
    </message>
    <message>
        <source>unknown host %1</source>
        <translation>unbekannter Rechner %1</translation>
    </message>
    <message>
        <source>%1: connection refused</source>
        <translation>%1: Verbindung abgelehnt</translation>
    </message>
    <message>
        <source>%1: no answer in %2 s</source>
        <translation>%1: keine Antwort in %2 s</translation>
    </message>
    <message>
        <source>the connection is not established</source>
        <translation>die Verbindung steht nicht</translation>
    </message>
    <message>
        <source>the message is over the limit</source>
        <translation>die Nachricht liegt über der Grenze</translation>
    </message>
    <message>
        <source>the peer reads too slowly, and too much waits for it already</source>
        <translation>die Gegenstelle liest zu langsam, und es wartet schon zu viel auf sie</translation>
    </message>
    <message>
        <source>messages for peers that read slowly need too much memory already</source>
        <translation>Nachrichten für langsame Gegenstellen brauchen schon zu viel Speicher</translation>
    </message>
    <message>
        <source>the connection failed</source>
        <translation>die Verbindung ist fehlgeschlagen</translation>
    </message>
    <message>
        <source>%1 (%2 bytes)</source>
        <translation>%1 (%2 Bytes)</translation>
    </message>
    <message>
        <source>%1, fingerprint %2</source>
        <translation>%1, Fingerabdruck %2</translation>
    </message>
    <message>
        <source>%1, key %2</source>
        <translation>%1, Schlüssel %2</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>connection refused</source>
        <translation>Verbindung abgelehnt</translation>
    </message>
    <message>
        <source>unreachable</source>
        <translation>nicht erreichbar</translation>
    </message>
    <message>
        <source>not allowed</source>
        <translation>nicht erlaubt</translation>
    </message>
    <message>
        <source>not allowed any longer</source>
        <translation>nicht mehr erlaubt</translation>
    </message>
    <message>
        <source>no such target</source>
        <translation>kein solches Ziel</translation>
    </message>
    <message>
        <source>limit reached</source>
        <translation>Grenze erreicht</translation>
    </message>
    <message>
        <source>the connection has ended</source>
        <translation>die Verbindung ist zu Ende</translation>
    </message>
    <message>
        <source>the agent is not connected</source>
        <translation>der Agent ist nicht verbunden</translation>
    </message>
    <message>
        <source>the agent may not publish it</source>
        <translation>der Agent darf das nicht veröffentlichen</translation>
    </message>
    <message>
        <source>the server is not there</source>
        <translation>der Server ist nicht da</translation>
    </message>
    <message>
        <source>the other end takes no more streams at once</source>
        <translation>die andere Seite nimmt nicht mehr Ströme zugleich an</translation>
    </message>
    <message>
        <source>the server takes no new streams</source>
        <translation>der Server nimmt keine neuen Streams an</translation>
    </message>
    <message>
        <source>ended here by hand</source>
        <translation>hier von Hand beendet</translation>
    </message>
    <message>
        <source>the server is shutting down</source>
        <translation>der Server wird beendet</translation>
    </message>
</context>
<context>
    <name>EndReason</name>
    <message>
        <source>how it ended was not seen</source>
        <translation>wie sie endete, wurde nicht gesehen</translation>
    </message>
    <message>
        <source>closed by the peer</source>
        <translation>von der Gegenstelle geschlossen</translation>
    </message>
    <message>
        <source>closed by the peer, or by somebody in its name</source>
        <translation>von der Gegenstelle geschlossen, oder von jemandem in ihrem Namen</translation>
    </message>
    <message>
        <source>ended by the peer without a goodbye</source>
        <translation>von der Gegenstelle ohne Abschied beendet</translation>
    </message>
    <message>
        <source>cut off</source>
        <translation>abgeschnitten</translation>
    </message>
    <message>
        <source>connection lost</source>
        <translation>Verbindung verloren</translation>
    </message>
    <message>
        <source>not a Sealcord peer</source>
        <translation>keine Sealcord-Gegenstelle</translation>
    </message>
    <message>
        <source>handshake failed</source>
        <translation>Handshake gescheitert</translation>
    </message>
    <message>
        <source>bad frame</source>
        <translation>fehlerhafter Frame</translation>
    </message>
    <message>
        <source>message too long</source>
        <translation>Nachricht zu lang</translation>
    </message>
    <message>
        <source>message not authentic</source>
        <translation>Nachricht nicht authentisch</translation>
    </message>
    <message>
        <source>handshake not finished in time</source>
        <translation>Handshake nicht rechtzeitig fertig</translation>
    </message>
    <message>
        <source>message not finished in time</source>
        <translation>Nachricht nicht rechtzeitig fertig</translation>
    </message>
    <message>
        <source>the peer took what it is owed too slowly</source>
        <translation>die Gegenstelle nahm zu langsam an, was ihr zusteht</translation>
    </message>
    <message>
        <source>nothing was said for too long</source>
        <translation>zu lange wurde nichts gesagt</translation>
    </message>
    <message>
        <source>made room for newer handshakes</source>
        <translation>machte neueren Handshakes Platz</translation>
    </message>
    <message>
        <source>messages under way took too much memory</source>
        <translation>Nachrichten, die unterwegs sind, brauchten zu viel Speicher</translation>
    </message>
    <message>
        <source>key used up</source>
        <translation>Schlüssel aufgebraucht</translation>
    </message>
    <message>
        <source>no reply in time</source>
        <translation>keine Antwort in der Frist</translation>
    </message>
    <message>
        <source>closed by this side</source>
        <translation>von dieser Seite geschlossen</translation>
    </message>
    <message>
        <source>internal error</source>
        <translation>interner Fehler</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>how a connection ended: detail</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>the server&apos;s key is not known</source>
        <translation>der Schlüssel des Servers ist nicht bekannt</translation>
    </message>
    <message>
        <source>the server&apos;s key has changed</source>
        <translation>der Schlüssel des Servers hat sich geändert</translation>
    </message>
    <message>
        <source>the agent is not authorised</source>
        <translation>der Agent ist nicht berechtigt</translation>
    </message>
    <message>
        <source>the agent waits for approval</source>
        <translation>der Agent wartet auf Zustimmung</translation>
    </message>
    <message>
        <source>bad record</source>
        <translation>fehlerhafter Datensatz</translation>
    </message>
    <message>
        <source>the comparison of codes was tampered with</source>
        <translation>der Vergleich der Codes wurde verfälscht</translation>
    </message>
</context>
<context>
    <name>EventMeaning</name>
    <message>
        <source>The stream ended in the middle of something: what came of it is not shown.</source>
        <translation>Der Strom endete mitten in etwas: Was davon ankam, wird nicht gezeigt.</translation>
    </message>
    <message>
        <source>The network failed. Look at the way to the peer, then connect again.</source>
        <translation>Das Netz hat versagt. Den Weg zur Gegenstelle prüfen, dann neu verbinden.</translation>
    </message>
    <message>
        <source>This program said goodbye.</source>
        <translation>Dieses Programm hat sich verabschiedet.</translation>
    </message>
    <message>
        <source>Something that does not speak this protocol connected: a browser, a port scanner, or the wrong port.</source>
        <translation>Etwas hat sich verbunden, das dieses Protokoll nicht spricht: ein Browser, ein Portscanner, oder der Port ist falsch.</translation>
    </message>
    <message>
        <source>No key could be agreed. Different versions, or somebody on the way changes bytes.</source>
        <translation>Es ließ sich kein Schlüssel vereinbaren. Die Versionen sind verschieden, oder jemand auf dem Weg ändert Bytes.</translation>
    </message>
    <message>
        <source>The peer announced a length that no message can have.</source>
        <translation>Die Gegenstelle hat eine Länge angekündigt, die keine Nachricht haben kann.</translation>
    </message>
    <message>
        <source>The peer announced a message over the limit. The limit is in the settings.</source>
        <translation>Die Gegenstelle hat eine Nachricht über der Grenze angekündigt. Die Grenze steht in den Einstellungen.</translation>
    </message>
    <message>
        <source>The tag of a message does not verify: it was changed on the way, or the peer is faulty. Nothing of it was used.</source>
        <translation>Das Auth-Tag einer Nachricht stimmt nicht: Sie wurde unterwegs geändert, oder die Gegenstelle ist fehlerhaft. Nichts davon wurde verwendet.</translation>
    </message>
    <message>
        <source>The key has sealed as many messages as it may. A new connection has a new key.</source>
        <translation>Der Schlüssel hat so viele Nachrichten versiegelt, wie er darf. Eine neue Verbindung hat einen neuen Schlüssel.</translation>
    </message>
    <message>
        <source>The crypto library or the random number generator failed on this machine.</source>
        <translation>Die Kryptobibliothek oder der Zufallsgenerator dieses Rechners hat versagt.</translation>
    </message>
    <message>
        <source>The peer took longer than allowed. The time is in the settings.</source>
        <translation>Die Gegenstelle hat länger gebraucht als erlaubt. Die Frist steht in den Einstellungen.</translation>
    </message>
    <message>
        <source>There was too much that is not finished, and this connection had to make room. Many such ends at once may be an attack.</source>
        <translation>Es gab zu viel Unfertiges, und diese Verbindung musste Platz machen. Viele solche Enden auf einmal können ein Angriff sein.</translation>
    </message>
    <message>
        <source>More came than can be shown. On the wire nothing was lost.</source>
        <translation>Es kam mehr, als sich zeigen lässt. Auf der Leitung ging nichts verloren.</translation>
    </message>
    <message>
        <source>They made room for newer ones. How much is kept is in the settings.</source>
        <translation>Sie haben neueren Platz gemacht. Wie viel behalten wird, steht in den Einstellungen.</translation>
    </message>
    <message>
        <source>The list was paused and full. On the wire nothing was lost.</source>
        <translation>Die Liste war pausiert und voll. Auf der Leitung ging nichts verloren.</translation>
    </message>
    <message>
        <source>The list was cleared.</source>
        <translation>Die Liste wurde geleert.</translation>
    </message>
    <message>
        <source>A connection exists, but nothing is agreed and nothing is protected yet.</source>
        <translation>Eine Verbindung besteht, doch noch ist nichts vereinbart und nichts geschützt.</translation>
    </message>
    <message>
        <source>A key is agreed: from here on messages are encrypted. Who the peer is was not checked.</source>
        <translation>Ein Schlüssel ist vereinbart: Ab hier sind Nachrichten verschlüsselt. Wer die Gegenstelle ist, wurde nicht geprüft.</translation>
    </message>
    <message>
        <source>The system gives no more connections for now. Accepting goes on by itself.</source>
        <translation>Das System gibt vorerst keine Verbindungen mehr her. Das Annehmen geht von selbst weiter.</translation>
    </message>
    <message>
        <source>Agents can connect.</source>
        <translation>Agenten können sich verbinden.</translation>
    </message>
    <message>
        <source>The address or port cannot be used. Choose another, then start again.</source>
        <translation>Die Adresse oder der Port ist nicht nutzbar. Eine andere Wahl treffen, dann neu starten.</translation>
    </message>
    <message>
        <source>Nobody can connect any more.</source>
        <translation>Niemand kann sich mehr verbinden.</translation>
    </message>
    <message>
        <source>An attempt to reach the server began.</source>
        <translation>Ein Versuch, den Server zu erreichen, hat begonnen.</translation>
    </message>
    <message>
        <source>No address of the server could be reached. Is it running, and is the port right?</source>
        <translation>Keine Adresse des Servers war erreichbar. Läuft er, und stimmt der Port?</translation>
    </message>
    <message>
        <source>Nothing of this message went out. The connection is not harmed.</source>
        <translation>Nichts von dieser Nachricht ging hinaus. Die Verbindung nimmt keinen Schaden.</translation>
    </message>
    <message>
        <source>The peer said goodbye, and the goodbye was sealed.</source>
        <translation>Die Gegenseite hat sich verabschiedet, und der Abschied war versiegelt.</translation>
    </message>
    <message>
        <source>A goodbye came in the peer&apos;s name, and it was not sealed.</source>
        <translation>Ein Abschied kam im Namen der Gegenseite, und er war nicht versiegelt.</translation>
    </message>
    <message>
        <source>The stream ended between two messages, without a goodbye. The peer may have been killed, or somebody on the way cut the connection.</source>
        <translation>Der Strom endete zwischen zwei Nachrichten, ohne Abschied. Die Gegenseite wurde vielleicht abgebrochen, oder jemand unterwegs hat die Verbindung getrennt.</translation>
    </message>
    <message>
        <source>Some were more than can be shown, some made room for newer ones. On the wire nothing was lost.</source>
        <translation>Manche waren mehr, als gezeigt werden kann, manche machten neueren Platz. Auf der Leitung ging nichts verloren.</translation>
    </message>
    <message>
        <source>What the peer sent breaks the protocol. Nobody on the way can do that unnoticed: the peer is faulty.</source>
        <translation>Was die Gegenstelle geschickt hat, verletzt das Protokoll. Unterwegs kann das niemand unbemerkt tun: Die Gegenstelle ist fehlerhaft.</translation>
    </message>
    <message>
        <source>The two shares of the code do not fit together: somebody may be in between.</source>
        <translation>Die beiden Teile des Codes passen nicht zusammen: Es kann jemand dazwischen sein.</translation>
    </message>
    <message>
        <source>Nobody has verified that it is the server that you mean. Nothing was sent.</source>
        <translation>Niemand hat geprüft, dass es der gemeinte Server ist. Es wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>Somebody may be between you and the server, or it was given a new key. Nothing was sent.</source>
        <translation>Es kann jemand zwischen Ihnen und dem Server sein, oder er hat einen neuen Schlüssel bekommen. Es wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>The agent&apos;s key is not among those that the server admits.</source>
        <translation>Der Schlüssel des Agenten ist keiner von denen, die der Server zulässt.</translation>
    </message>
    <message>
        <source>A person at the server has to approve the agent&apos;s key. It gets in at its next try.</source>
        <translation>Jemand am Server muss dem Schlüssel des Agenten zustimmen. Beim nächsten Versuch kommt er hinein.</translation>
    </message>
    <message>
        <source>Keys are agreed, and the peer has one of its own, but nobody has verified whose.</source>
        <translation>Die Schlüssel sind vereinbart, und die Gegenstelle hat einen eigenen. Wessen er ist, hat niemand geprüft.</translation>
    </message>
    <message>
        <source>Keys are agreed, and the peer has the same key as before.</source>
        <translation>Die Schlüssel sind vereinbart, und die Gegenstelle hat denselben Schlüssel wie zuvor.</translation>
    </message>
    <message>
        <source>Keys are agreed, and the peer&apos;s own key is a verified one.</source>
        <translation>Die Schlüssel sind vereinbart, und der eigene Schlüssel der Gegenstelle ist geprüft.</translation>
    </message>
    <message>
        <source>They are not in the recording: they could not be written down, or made room for newer ones. On the wire nothing was lost.</source>
        <translation>Sie stehen nicht in der Aufzeichnung: Sie konnten nicht geschrieben werden oder machten neueren Platz. Auf der Leitung ging nichts verloren.</translation>
    </message>
    <message>
        <source>The server did not take it, for the reason that stands here. The limits on connections are in the settings.</source>
        <translation>Der Server hat sie aus dem Grund nicht angenommen, der hier steht. Die Grenzen für Verbindungen stehen in den Einstellungen.</translation>
    </message>
    <message>
        <source>The service has answered: bytes can pass, in both directions.</source>
        <translation>Der Dienst hat geantwortet: Bytes können in beide Richtungen gehen.</translation>
    </message>
    <message>
        <source>Nothing passes any more. The connection stays, and so do others.</source>
        <translation>Es geht nichts mehr hindurch. Die Verbindung bleibt, und andere Ströme auch.</translation>
    </message>
    <message>
        <source>It never led to a service, for the reason that stands here. The connection is not harmed.</source>
        <translation>Er hat nie zu einem Dienst geführt, aus dem Grund, der hier steht. Der Verbindung schadet das nicht.</translation>
    </message>
</context>
<context>
    <name>FilterHelp</name>
    <message>
        <source>For example</source>
        <translation>Zum Beispiel</translation>
    </message>
    <message>
        <source>messages that have a word in them</source>
        <translation>Nachrichten, in denen ein Wort steht</translation>
    </message>
    <message>
        <source>long messages from agents, one of them left out</source>
        <translation>lange Nachrichten von Agenten, einer davon ausgenommen</translation>
    </message>
    <message>
        <source>whatever went wrong</source>
        <translation>alles, was schiefging</translation>
    </message>
    <message>
        <source>a phrase, or what an expression fits</source>
        <translation>eine Wortfolge, oder worauf ein Ausdruck passt</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>Felder</translation>
    </message>
    <message>
        <source>Operators</source>
        <translation>Operatoren</translation>
    </message>
    <message>
        <source>has this in it, for text and hex; for all others: is</source>
        <translation>enthält dies, bei Text und Hex; bei allen anderen: ist</translation>
    </message>
    <message>
        <source>Joining</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>what belongs together; else and binds before or</source>
        <translation>was zusammengehört; sonst bindet and vor or</translation>
    </message>
    <message>
        <source>text with spaces or signs in it; \n \t \x00 for others</source>
        <translation>Text mit Leer- oder Sonderzeichen; \n \t \x00 für andere</translation>
    </message>
</context>
<context>
    <name>FilterMeanings</name>
    <message>
        <source>both; a space means it too</source>
        <translation>beides; ein Leerzeichen bedeutet dasselbe</translation>
    </message>
    <message>
        <source>one of them, or both</source>
        <translation>eines davon oder beide</translation>
    </message>
    <message>
        <source>all others</source>
        <translation>alle anderen</translation>
    </message>
    <message>
        <source>is</source>
        <translation>ist</translation>
    </message>
    <message>
        <source>is another</source>
        <translation>ist ein anderer</translation>
    </message>
    <message>
        <source>is earlier than</source>
        <translation>ist früher als</translation>
    </message>
    <message>
        <source>is less than</source>
        <translation>ist weniger als</translation>
    </message>
    <message>
        <source>is not later than</source>
        <translation>ist nicht später als</translation>
    </message>
    <message>
        <source>is at most</source>
        <translation>ist höchstens</translation>
    </message>
    <message>
        <source>is later than</source>
        <translation>ist später als</translation>
    </message>
    <message>
        <source>is more than</source>
        <translation>ist mehr als</translation>
    </message>
    <message>
        <source>is not earlier than</source>
        <translation>ist nicht früher als</translation>
    </message>
    <message>
        <source>is at least</source>
        <translation>ist mindestens</translation>
    </message>
    <message>
        <source>has this in it</source>
        <translation>enthält dies</translation>
    </message>
    <message>
        <source>fits a regular expression, /like this/</source>
        <translation>passt auf einen regulären Ausdruck, /wie diesen/</translation>
    </message>
    <message>
        <source>a connection was accepted or made</source>
        <translation>eine Verbindung wurde angenommen oder aufgebaut</translation>
    </message>
    <message>
        <source>a key was agreed</source>
        <translation>ein Schlüssel wurde vereinbart</translation>
    </message>
    <message>
        <source>a connection ended, for whatever reason</source>
        <translation>eine Verbindung endete, warum auch immer</translation>
    </message>
    <message>
        <source>a connection was not let in</source>
        <translation>eine Verbindung wurde nicht eingelassen</translation>
    </message>
    <message>
        <source>no connection can be accepted for a while</source>
        <translation>eine Weile kann keine Verbindung angenommen werden</translation>
    </message>
    <message>
        <source>the server listens</source>
        <translation>der Server wartet auf Agenten</translation>
    </message>
    <message>
        <source>the server could not listen</source>
        <translation>der Server konnte nicht auf Agenten warten</translation>
    </message>
    <message>
        <source>the server or the agent was stopped</source>
        <translation>der Server oder der Agent wurde angehalten</translation>
    </message>
    <message>
        <source>the agent tries to connect</source>
        <translation>der Agent versucht, sich zu verbinden</translation>
    </message>
    <message>
        <source>the agent did not reach the server</source>
        <translation>der Agent hat den Server nicht erreicht</translation>
    </message>
    <message>
        <source>a message did not go out</source>
        <translation>eine Nachricht ging nicht hinaus</translation>
    </message>
    <message>
        <source>received here</source>
        <translation>hier empfangen</translation>
    </message>
    <message>
        <source>sent from here</source>
        <translation>von hier gesendet</translation>
    </message>
    <message>
        <source>has this word in it</source>
        <translation>enthält dieses Wort</translation>
    </message>
    <message>
        <source>address of the other end, with a port or without</source>
        <translation>Adresse der Gegenseite, mit oder ohne Port</translation>
    </message>
    <message>
        <source>number of a connection</source>
        <translation>Nummer einer Verbindung</translation>
    </message>
    <message>
        <source>when it happened: a time of day, or with a date</source>
        <translation>wann es geschah: eine Uhrzeit, auch mit Datum</translation>
    </message>
    <message>
        <source>what a message or an event says</source>
        <translation>was eine Nachricht oder ein Ereignis sagt</translation>
    </message>
    <message>
        <source>the same, as bytes: two digits for each</source>
        <translation>dasselbe als Bytes: je zwei Ziffern</translation>
    </message>
    <message>
        <source>what happened, or why a connection ended</source>
        <translation>was geschah, oder warum eine Verbindung endete</translation>
    </message>
    <message>
        <source>how much an event matters: info, warning or error</source>
        <translation>wie wichtig ein Ereignis ist: info, warning oder error</translation>
    </message>
    <message>
        <source>name of an authorised agent, whose key was proved</source>
        <translation>Name eines berechtigten Agenten, der seinen Schlüssel bewiesen hat</translation>
    </message>
    <message>
        <source>direction of a message or a stream&apos;s bytes: in or out</source>
        <translation>Richtung einer Nachricht oder der Bytes eines Stroms: in oder out</translation>
    </message>
    <message>
        <source>number of a stream on its connection</source>
        <translation>Nummer eines Stroms auf seiner Verbindung</translation>
    </message>
    <message>
        <source>service that a stream leads to</source>
        <translation>Dienst, zu dem ein Strom führt</translation>
    </message>
    <message>
        <source>bytes of a message or of a stream&apos;s piece; K, M and G are binary units</source>
        <translation>Bytes einer Nachricht oder des Stücks eines Stroms; K, M und G sind binäre Einheiten</translation>
    </message>
    <message>
        <source>a stream leads to its target</source>
        <translation>ein Strom führt zu seinem Ziel</translation>
    </message>
    <message>
        <source>a stream is over</source>
        <translation>ein Strom ist zu Ende</translation>
    </message>
    <message>
        <source>a stream did not come to be</source>
        <translation>ein Strom kam nicht zustande</translation>
    </message>
</context>
<context>
    <name>FilterParser</name>
    <message numerus="yes">
        <source>A filter may have %1 characters at most</source>
        <translation>
            <numerusform>Ein Filter darf höchstens %1 Zeichen haben</numerusform>
            <numerusform>Ein Filter darf höchstens %1 Zeichen haben</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no ( that this ) belongs to</source>
        <translation>Zu dieser ) fehlt die (</translation>
    </message>
    <message>
        <source>Here a term is missing, such as dir:in</source>
        <translation>Hier fehlt ein Ausdruck wie dir:in</translation>
    </message>
    <message numerus="yes">
        <source>There may be %1 parentheses within each other at most</source>
        <translation>
            <numerusform>Höchstens %1 Klammer darf in einer anderen stehen</numerusform>
            <numerusform>Höchstens %1 Klammern dürfen ineinander stehen</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no ) that this ( belongs to</source>
        <translation>Zu dieser ( fehlt die )</translation>
    </message>
    <message numerus="yes">
        <source>A filter may have %1 terms at most</source>
        <translation>
            <numerusform>Ein Filter darf höchstens %1 Ausdruck haben</numerusform>
            <numerusform>Ein Filter darf höchstens %1 Ausdrücke haben</numerusform>
        </translation>
    </message>
    <message>
        <source>There is nothing between the quotes to look for</source>
        <translation>Zwischen den Anführungszeichen steht nichts, was zu suchen wäre</translation>
    </message>
    <message>
        <source>Before &quot;%1&quot; a term is missing, such as dir:in</source>
        <translation>Vor „%1“ fehlt ein Ausdruck wie dir:in</translation>
    </message>
    <message>
        <source>There is no field &quot;%1&quot;; the fields are %2, and text to look for goes in quotes</source>
        <translation>Ein Feld „%1“ gibt es nicht; die Felder sind %2, und gesuchter Text steht in Anführungszeichen</translation>
    </message>
    <message>
        <source>A term begins with a field or a word, not with &quot;%1&quot;</source>
        <translation>Ein Ausdruck beginnt mit einem Feld oder einem Wort, nicht mit „%1“</translation>
    </message>
    <message>
        <source>After the field %1 one of %2 is missing; to look for the word, put it in quotes</source>
        <translation>Nach dem Feld %1 fehlt eines von %2; als gesuchtes Wort gehört es in Anführungszeichen</translation>
    </message>
    <message>
        <source>%1 does not take %2; it takes %3</source>
        <translation>%1 kennt %2 nicht, sondern %3</translation>
    </message>
    <message>
        <source>%1 needs a value after its operator</source>
        <translation>%1 braucht einen Wert nach dem Operator</translation>
    </message>
</context>
<context>
    <name>FilterScanner</name>
    <message>
        <source>A backslash goes before &quot;, \, n, r, t or x and two hex digits</source>
        <translation>Ein Backslash steht vor &quot;, \, n, r, t oder x und zwei Hexziffern</translation>
    </message>
    <message>
        <source>This quote has no end: another &quot; is missing</source>
        <translation>Dieses Anführungszeichen hat kein Ende: Ein weiteres &quot; fehlt</translation>
    </message>
    <message>
        <source>matches needs a regular expression between slashes: /error.*/</source>
        <translation>matches braucht einen regulären Ausdruck zwischen Schrägstrichen: /error.*/</translation>
    </message>
    <message>
        <source>This regular expression has no end: another / is missing</source>
        <translation>Dieser reguläre Ausdruck hat kein Ende: Ein weiterer / fehlt</translation>
    </message>
</context>
<context>
    <name>FilterTerms</name>
    <message>
        <source>dir is in or out, not &quot;%1&quot;</source>
        <translation>dir ist in oder out, nicht „%1“</translation>
    </message>
    <message>
        <source>peer needs an address with or without a port, such as 127.0.0.1:1337, not &quot;%1&quot;</source>
        <translation>peer braucht eine Adresse mit oder ohne Port wie 127.0.0.1:1337, nicht „%1“</translation>
    </message>
    <message>
        <source>This machine has no interface &quot;%1&quot;</source>
        <translation>Dieses Gerät hat keine Schnittstelle „%1“</translation>
    </message>
    <message>
        <source>connection needs a number, not &quot;%1&quot;</source>
        <translation>connection braucht eine Zahl, nicht „%1“</translation>
    </message>
    <message>
        <source>len needs a number of bytes, such as 100 or 64KiB, not &quot;%1&quot;</source>
        <translation>len braucht eine Anzahl Bytes wie 100 oder 64KiB, nicht „%1“</translation>
    </message>
    <message>
        <source>time needs a time such as 10:16:15 or 2026-11-24T10:16:15, not &quot;%1&quot;</source>
        <translation>time braucht eine Zeit wie 10:16:15 oder 2026-11-24T10:16:15, nicht „%1“</translation>
    </message>
    <message>
        <source>A regular expression may not begin with (*</source>
        <translation>Ein regulärer Ausdruck darf nicht mit (* beginnen</translation>
    </message>
    <message>
        <source>This regular expression is not valid: %1</source>
        <translation>Dieser reguläre Ausdruck ist ungültig: %1</translation>
    </message>
    <message>
        <source>hex needs two digits for each byte, such as 48656c, not &quot;%1&quot;</source>
        <translation>hex braucht zwei Ziffern je Byte wie 48656c, nicht „%1“</translation>
    </message>
    <message>
        <source>event needs the name of an event, such as opened, ended or not-authentic, not &quot;%1&quot;</source>
        <translation>event braucht den Namen eines Ereignisses wie opened, ended oder not-authentic, nicht „%1“</translation>
    </message>
    <message>
        <source>level is info, warning or error, not &quot;%1&quot;</source>
        <translation>level ist info, warning oder error, nicht „%1“</translation>
    </message>
    <message>
        <source>stream needs a number, not &quot;%1&quot;</source>
        <translation>stream braucht eine Zahl, nicht „%1“</translation>
    </message>
</context>
<context>
    <name>Format</name>
    <message>
        <source>1 byte</source>
        <translation>1 Byte</translation>
    </message>
    <message numerus="yes">
        <source>%1 bytes</source>
        <translation>
            <numerusform>%1 Byte</numerusform>
            <numerusform>%1 Bytes</numerusform>
        </translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <translation>%1 d %2 h</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>%1 µs</source>
        <translation>%1 µs</translation>
    </message>
</context>
<context>
    <name>HandshakeFacts</name>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Handshake: %1</source>
        <translation>Handshake: %1</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>Richtung</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>not shown: it is secret</source>
        <translation>nicht gezeigt: geheim</translation>
    </message>
    <message>
        <source>Not a packet of this protocol: its bytes are not shown.</source>
        <translation>Kein Paket dieses Protokolls: Seine Bytes werden nicht gezeigt.</translation>
    </message>
    <message>
        <source>%1 = %2</source>
        <comment>bytes, what they say</comment>
        <translation>%1 = %2</translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message>
        <source>Unix time in s, 32 bits</source>
        <translation>Unix-Zeit in s, 32 Bit</translation>
    </message>
    <message>
        <source>Unix time in s, 64 bits</source>
        <translation>Unix-Zeit in s, 64 Bit</translation>
    </message>
    <message>
        <source>Unix time in ms, 64 bits</source>
        <translation>Unix-Zeit in ms, 64 Bit</translation>
    </message>
</context>
<context>
    <name>MessagePreview</name>
    <message>
        <source>binary, %1: </source>
        <comment>a size; the first bytes follow</comment>
        <translation>binär, %1: </translation>
    </message>
</context>
<context>
    <name>SecurityText</name>
    <message>
        <source>Nobody knows who is at the other end: there is no certificate and no password. Somebody in between who can redirect the connection could agree a key with each side, read along and change what is said. Comparing the fingerprint over another channel, such as a telephone call, shows whether that is so.</source>
        <translation>Niemand weiß, wer am anderen Ende ist: Es gibt kein Zertifikat und kein Passwort. Wer dazwischen sitzt und die Verbindung umleiten kann, könnte mit jeder Seite einen Schlüssel vereinbaren, mitlesen und das Gesagte ändern. Ein Vergleich des Fingerabdrucks auf einem anderen Weg, etwa am Telefon, zeigt, ob es so ist.</translation>
    </message>
    <message>
        <source>Messages are not numbered: somebody in between who cannot read them can still drop, repeat or reorder them, or send one back to where it came from.</source>
        <translation>Nachrichten sind nicht nummeriert: Wer dazwischen sitzt, kann sie zwar nicht lesen, aber weglassen, wiederholen, umordnen oder an den Absender zurückschicken.</translation>
    </message>
    <message>
        <source>Number, length and time of messages are visible to whoever listens.</source>
        <translation>Anzahl, Länge und Zeit der Nachrichten sieht, wer mithört.</translation>
    </message>
    <message>
        <source>Nobody has verified whose key the other end has. Somebody in between could have put in a key of his own; then he reads along and can change what is said.</source>
        <translation>Niemand hat geprüft, wessen Schlüssel das andere Ende hat. Wer dazwischen sitzt, könnte einen eigenen untergeschoben haben; dann liest er mit und kann das Gesagte ändern.</translation>
    </message>
    <message>
        <source>The key is the same as at first contact. Whether it was the right one then nobody has verified.</source>
        <translation>Der Schlüssel ist derselbe wie beim ersten Kontakt. Ob es damals der richtige war, hat niemand geprüft.</translation>
    </message>
    <message>
        <source>Each connection agrees a fresh key with X25519 and forgets it at its end: recording today and stealing a machine tomorrow reads nothing.</source>
        <translation>Jede Verbindung vereinbart mit X25519 einen frischen Schlüssel und vergisst ihn an ihrem Ende: Wer heute mitschneidet und morgen einen Rechner stiehlt, liest nichts.</translation>
    </message>
    <message>
        <source>Messages are sealed with AES-256-GCM. Whoever only listens learns nothing of their content, and whoever changes a bit ends the connection.</source>
        <translation>Nachrichten sind mit AES-256-GCM versiegelt. Wer nur mithört, erfährt nichts vom Inhalt, und wer ein Bit ändert, beendet die Verbindung.</translation>
    </message>
    <message>
        <source>Each end has proved that it holds the private key to its public one. Nobody can play an end whose key is known without that being noticed before anything is sent.</source>
        <translation>Jedes Ende hat bewiesen, dass es den privaten Schlüssel zu seinem öffentlichen hat. Niemand kann sich für ein Ende ausgeben, dessen Schlüssel bekannt ist, ohne dass es auffällt, bevor etwas gesendet wird.</translation>
    </message>
    <message>
        <source>Records are sealed with AES-256-GCM and numbered, under a key for each direction that is replaced as it goes. Whoever listens learns nothing of their content; whoever changes, drops, repeats or reorders one, or sends one back, ends the connection.</source>
        <translation>Datensätze sind mit AES-256-GCM versiegelt und nummeriert, unter einem Schlüssel je Richtung, der immer wieder ersetzt wird. Wer mithört, erfährt nichts vom Inhalt; wer einen ändert, weglässt, wiederholt, umordnet oder zurückschickt, beendet die Verbindung.</translation>
    </message>
    <message>
        <source>Somebody on the way can end the connection, but not unseen: an end without a goodbye is told as that.</source>
        <translation>Jemand unterwegs kann die Verbindung beenden, aber nicht unbemerkt: Ein Ende ohne Abschied wird als solches gemeldet.</translation>
    </message>
    <message>
        <source>Number, length and time of records are visible to whoever listens. Messages that share a record hide their own lengths.</source>
        <translation>Anzahl, Länge und Zeit der Datensätze sieht, wer mithört. Nachrichten, die sich einen Datensatz teilen, verbergen ihre eigenen Längen.</translation>
    </message>
    <message>
        <source>1. Open the connection&apos;s page in both windows.</source>
        <translation>1. In beiden Fenstern die Seite der Verbindung öffnen.</translation>
    </message>
    <message>
        <source>2. Read the fingerprint to each other over a channel that an attacker does not control: a call with a voice that you know, a signed message.</source>
        <translation>2. Den Fingerabdruck einander auf einem Weg vorlesen, den ein Angreifer nicht beherrscht: ein Anruf mit bekannter Stimme, eine signierte Nachricht.</translation>
    </message>
    <message>
        <source>3. Equal: nobody sits in between on this connection. Different: somebody does. End it.</source>
        <translation>3. Gleich: Niemand sitzt bei dieser Verbindung dazwischen. Verschieden: Jemand sitzt dazwischen. Die Verbindung beenden.</translation>
    </message>
    <message>
        <source>It holds for that one connection. Nothing that goes through the connection itself can tell.</source>
        <translation>Das gilt für diese eine Verbindung. Nichts, was durch die Verbindung selbst geht, kann es zeigen.</translation>
    </message>
    <message>
        <source>1. Ask whoever is at the other end what &quot;sealcord key fingerprint&quot; says there, over a channel that an attacker does not control: a call with a voice that you know, a signed message.</source>
        <translation>1. Die Person am anderen Ende fragen, was dort „sealcord key fingerprint“ ausgibt, auf einem Weg, den ein Angreifer nicht beherrscht: ein Anruf mit bekannter Stimme, eine signierte Nachricht.</translation>
    </message>
    <message>
        <source>2. Compare it with the fingerprint of the key on the connection&apos;s page.</source>
        <translation>2. Das mit dem Fingerabdruck des Schlüssels auf der Seite der Verbindung vergleichen.</translation>
    </message>
    <message>
        <source>3. Equal: nobody sits in between, as long as the key stays the same. Different: somebody does. End the connection.</source>
        <translation>3. Gleich: Niemand sitzt dazwischen, solange der Schlüssel derselbe bleibt. Verschieden: Jemand sitzt dazwischen. Die Verbindung beenden.</translation>
    </message>
</context>
<context>
    <name>ServerVerdict</name>
    <message>
        <source>%1, line %2, verified %3</source>
        <translation>%1, Zeile %2, geprüft %3</translation>
    </message>
    <message>
        <source>%1, line %2, not verified</source>
        <translation>%1, Zeile %2, nicht geprüft</translation>
    </message>
    <message>
        <source>line %1</source>
        <translation>Zeile %1</translation>
    </message>
    <message>
        <source>lines %1 and %2</source>
        <translation>die Zeilen %1 und %2</translation>
    </message>
    <message>
        <source>The server %1 is not known yet. Its key&apos;s fingerprint is %2.</source>
        <translation>Der Server %1 ist noch nicht bekannt. Der Fingerabdruck seines Schlüssels ist %2.</translation>
    </message>
    <message>
        <source>Nobody has verified that it is the server you mean. Compare it with what `sealcord key fingerprint` says on the server, or connect and compare a code with the person there.</source>
        <translation>Niemand hat geprüft, dass es der gemeinte Server ist. Vergleichen Sie ihn mit dem, was `sealcord key fingerprint` auf dem Server sagt, oder verbinden Sie sich und vergleichen Sie einen Code mit der Person dort.</translation>
    </message>
    <message>
        <source>give its key with --server-key</source>
        <translation>geben Sie seinen Schlüssel mit --server-key an</translation>
    </message>
    <message>
        <source>remove %1</source>
        <translation>entfernen Sie %1</translation>
    </message>
    <message>
        <source>THE KEY OF %1 HAS CHANGED. Somebody may be between you and the server, or it was given a new key. Known: %2. Received: %3. Nothing was sent. Ask whoever runs the server for its fingerprint, over another channel. Only if it is the one received, %4 and connect again.</source>
        <translation>DER SCHLÜSSEL VON %1 HAT SICH GEÄNDERT. Es kann jemand zwischen Ihnen und dem Server sein, oder er hat einen neuen Schlüssel bekommen. Bekannt: %2. Empfangen: %3. Es wurde nichts gesendet. Fragen Sie, wer den Server betreibt, auf einem anderen Weg nach dessen Fingerabdruck. Nur wenn es der empfangene ist, %4 und verbinden Sie sich neu.</translation>
    </message>
    <message>
        <source>%1 has a known key, which classic cannot check. Not connected. (%2)</source>
        <translation>%1 hat einen bekannten Schlüssel, den Classic nicht prüfen kann. Nicht verbunden. (%2)</translation>
    </message>
</context>
<context>
    <name>Traffic</name>
    <message>
        <source>1 message not kept (more came than can be shown)</source>
        <translation>1 Nachricht nicht behalten (es kam mehr, als sich zeigen lässt)</translation>
    </message>
    <message numerus="yes">
        <source>%1 messages not kept (more came than can be shown)</source>
        <translation>
            <numerusform>%1 Nachricht nicht behalten (es kam mehr, als sich zeigen lässt)</numerusform>
            <numerusform>%1 Nachrichten nicht behalten (es kam mehr, als sich zeigen lässt)</numerusform>
        </translation>
    </message>
    <message>
        <source>1 message not kept (the view was full)</source>
        <translation>1 Nachricht nicht behalten (die Ansicht war voll)</translation>
    </message>
    <message numerus="yes">
        <source>%1 messages not kept (the view was full)</source>
        <translation>
            <numerusform>%1 Nachricht nicht behalten (die Ansicht war voll)</numerusform>
            <numerusform>%1 Nachrichten nicht behalten (die Ansicht war voll)</numerusform>
        </translation>
    </message>
    <message>
        <source>1 message not kept (the view was paused and full)</source>
        <translation>1 Nachricht nicht behalten (die Ansicht war pausiert und voll)</translation>
    </message>
    <message numerus="yes">
        <source>%1 messages not kept (the view was paused and full)</source>
        <translation>
            <numerusform>%1 Nachricht nicht behalten (die Ansicht war pausiert und voll)</numerusform>
            <numerusform>%1 Nachrichten nicht behalten (die Ansicht war pausiert und voll)</numerusform>
        </translation>
    </message>
    <message>
        <source>1 message cleared</source>
        <translation>1 Nachricht entfernt</translation>
    </message>
    <message numerus="yes">
        <source>%1 messages cleared</source>
        <translation>
            <numerusform>%1 Nachricht entfernt</numerusform>
            <numerusform>%1 Nachrichten entfernt</numerusform>
        </translation>
    </message>
    <message>
        <source>Connection with %1 opened</source>
        <translation>Verbindung mit %1 geöffnet</translation>
    </message>
    <message>
        <source>Connection with %1 failed: %2</source>
        <translation>Verbindung mit %1 gescheitert: %2</translation>
    </message>
    <message>
        <source>Connection with %1 ended: %2</source>
        <translation>Verbindung mit %1 beendet: %2</translation>
    </message>
    <message>
        <source>Connection from %1 refused: %2</source>
        <translation>Verbindung von %1 abgelehnt: %2</translation>
    </message>
    <message>
        <source>Accepting connections pauses: %1</source>
        <translation>Das Annehmen von Verbindungen pausiert: %1</translation>
    </message>
    <message>
        <source>Listening on %1</source>
        <translation>Wartet auf %1</translation>
    </message>
    <message>
        <source>Could not start: %1</source>
        <translation>Start gescheitert: %1</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Gestoppt</translation>
    </message>
    <message>
        <source>Connecting to %1</source>
        <translation>Verbindet mit %1</translation>
    </message>
    <message>
        <source>Could not connect: %1</source>
        <translation>Verbinden gescheitert: %1</translation>
    </message>
    <message>
        <source>• info</source>
        <translation>• Info</translation>
    </message>
    <message>
        <source>info</source>
        <translation>Info</translation>
    </message>
    <message>
        <source>▲ warning</source>
        <translation>▲ Warnung</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>✕ error</source>
        <translation>✕ Fehler</translation>
    </message>
    <message>
        <source>error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>▼ in</source>
        <translation>▼ ein</translation>
    </message>
    <message>
        <source>in</source>
        <translation>ein</translation>
    </message>
    <message>
        <source>▲ out</source>
        <translation>▲ aus</translation>
    </message>
    <message>
        <source>out</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>Not sent to %1: %2</source>
        <translation>Nicht gesendet an %1: %2</translation>
    </message>
    <message>
        <source>1 message not kept</source>
        <translation>1 Nachricht nicht behalten</translation>
    </message>
    <message numerus="yes">
        <source>%1 messages not kept</source>
        <translation>
            <numerusform>%1 Nachricht nicht behalten</numerusform>
            <numerusform>%1 Nachrichten nicht behalten</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, 1 of them marked</source>
        <comment>what is missing</comment>
        <translation>%1, davon 1 markiert</translation>
    </message>
    <message>
        <source>%1, %2 of them marked</source>
        <comment>what is missing</comment>
        <translation>%1, davon %2 markiert</translation>
    </message>
    <message>
        <source>Only the two that agreed the key can seal a goodbye. One that is not sealed, and the end of the stream without one, can come from anybody on the way.</source>
        <translation>Nur die beiden, die den Schlüssel vereinbart haben, können einen Abschied versiegeln. Einer, der nicht versiegelt ist, und das Ende des Stroms ohne Abschied können von jedem unterwegs kommen.</translation>
    </message>
    <message>
        <source>Handshake done with %1: %2 (%3)</source>
        <translation>Handshake mit %1 beendet: %2 (%3)</translation>
    </message>
    <message>
        <source>encrypted, not authenticated</source>
        <translation>verschlüsselt, nicht authentifiziert</translation>
    </message>
    <message>
        <source>first contact, not yet verified</source>
        <translation>erster Kontakt, noch nicht geprüft</translation>
    </message>
    <message>
        <source>pinned</source>
        <comment>the peer&apos;s key is the same as before</comment>
        <translation>gemerkt</translation>
    </message>
    <message>
        <source>verified</source>
        <comment>the peer&apos;s key</comment>
        <translation>geprüft</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>name, address</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>message %1 of %2 of its record</source>
        <translation>Nachricht %1 von %2 ihres Datensatzes</translation>
    </message>
    <message>
        <source>Kind of packet</source>
        <translation>Art des Pakets</translation>
    </message>
    <message>
        <source>Public key</source>
        <translation>Öffentlicher Schlüssel</translation>
    </message>
    <message>
        <source>Verify token</source>
        <translation>Prüfwert</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Nonce</source>
        <translation>Nonce</translation>
    </message>
    <message>
        <source>Ciphertext</source>
        <translation>Geheimtext</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Auth-Tag</translation>
    </message>
    <message>
        <source>Magic bytes</source>
        <translation>Kennbytes</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>Modus</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Key of whoever sends it, sealed</source>
        <translation>Schlüssel des Absenders, versiegelt</translation>
    </message>
    <message>
        <source>Name and limit, sealed</source>
        <translation>Name und Grenze, versiegelt</translation>
    </message>
    <message>
        <source>Length of the message</source>
        <translation>Länge der Nachricht</translation>
    </message>
    <message>
        <source>Other messages of the record</source>
        <translation>Andere Nachrichten des Datensatzes</translation>
    </message>
    <message>
        <source>Type of the record</source>
        <translation>Art des Datensatzes</translation>
    </message>
    <message>
        <source>1 message not recorded</source>
        <translation>1 Nachricht nicht aufgezeichnet</translation>
    </message>
    <message numerus="yes">
        <source>%1 messages not recorded</source>
        <translation>
            <numerusform>%1 Nachricht nicht aufgezeichnet</numerusform>
            <numerusform>%1 Nachrichten nicht aufgezeichnet</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 came in on stream %2</source>
        <comment>12 bytes</comment>
        <translation>%1 kamen auf Strom %2 an</translation>
    </message>
    <message>
        <source>%1 went out on stream %2</source>
        <comment>12 bytes</comment>
        <translation>%1 gingen auf Strom %2 hinaus</translation>
    </message>
    <message>
        <source>Stream with %1 opened: %2</source>
        <translation>Strom mit %1 geöffnet: %2</translation>
    </message>
    <message>
        <source>Stream with %1 closed: %2</source>
        <translation>Strom mit %1 geschlossen: %2</translation>
    </message>
    <message>
        <source>Stream refused: %1</source>
        <translation>Strom abgelehnt: %1</translation>
    </message>
    <message>
        <source>Stream with %1 refused: %2</source>
        <translation>Strom mit %1 abgelehnt: %2</translation>
    </message>
</context>
<context>
    <name>TrafficActions</name>
    <message>
        <source>Filter traffic</source>
        <translation>Datenverkehr filtern</translation>
    </message>
    <message>
        <source>Keep this filter under a name</source>
        <translation>Diesen Filter unter einem Namen merken</translation>
    </message>
    <message>
        <source>Filter by this</source>
        <translation>Danach filtern</translation>
    </message>
    <message>
        <source>Filter this out</source>
        <translation>Dies ausfiltern</translation>
    </message>
    <message>
        <source>Only this connection</source>
        <translation>Nur diese Verbindung</translation>
    </message>
    <message>
        <source>Find in the list</source>
        <translation>In der Liste suchen</translation>
    </message>
    <message>
        <source>Next hit</source>
        <translation>Nächster Treffer</translation>
    </message>
    <message>
        <source>Previous hit</source>
        <translation>Voriger Treffer</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Folgen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausieren</translation>
    </message>
    <message>
        <source>Mark with a note</source>
        <translation>Mit Notiz markieren</translation>
    </message>
    <message>
        <source>Next mark</source>
        <translation>Nächste Markierung</translation>
    </message>
    <message>
        <source>Previous mark</source>
        <translation>Vorige Markierung</translation>
    </message>
    <message>
        <source>Resend</source>
        <translation>Nochmals senden</translation>
    </message>
    <message>
        <source>Edit and resend</source>
        <translation>Ändern und nochmals senden</translation>
    </message>
    <message>
        <source>Copy rows</source>
        <translation>Zeilen kopieren</translation>
    </message>
    <message>
        <source>Go to number or time</source>
        <translation>Zu Nummer oder Zeit gehen</translation>
    </message>
    <message>
        <source>Gives this filter a name, under which it stands above the list</source>
        <translation>Gibt diesem Filter einen Namen, unter dem er über der Liste steht</translation>
    </message>
    <message>
        <source>Keeps the newest row in sight</source>
        <translation>Hält die neueste Zeile im Blick</translation>
    </message>
    <message>
        <source>Leaves the list as it is; what comes is kept as far as there is room</source>
        <translation>Lässt die Liste, wie sie ist; was kommt, wird behalten, soweit Platz ist</translation>
    </message>
    <message>
        <source>Compare the two marked messages</source>
        <translation>Die zwei markierten Nachrichten vergleichen</translation>
    </message>
    <message>
        <source>Each as long after the one before as it came then</source>
        <translation>Jede so lange nach der vorigen, wie sie damals kam</translation>
    </message>
    <message>
        <source>Show conversation</source>
        <translation>Gespräch zeigen</translation>
    </message>
    <message>
        <source>What both sides of the row&apos;s connection said (Enter)</source>
        <translation>Was beide Seiten der Verbindung dieser Zeile gesagt haben (Eingabe)</translation>
    </message>
</context>
<context>
    <name>TurnPainter</name>
    <message>
        <source>… %1 more (Enter shows all)</source>
        <comment>18 bytes of a message</comment>
        <translation>… %1 mehr (Eingabe zeigt alles)</translation>
    </message>
</context>
<context>
    <name>WindowMenus</name>
    <message>
        <source>&amp;Traffic</source>
        <translation>&amp;Datenverkehr</translation>
    </message>
    <message>
        <source>&amp;Find…</source>
        <translation>&amp;Suchen…</translation>
    </message>
    <message>
        <source>&amp;Message</source>
        <translation>&amp;Nachricht</translation>
    </message>
    <message>
        <source>Send “&amp;Hello” five times</source>
        <translation>„&amp;Hello“ fünfmal senden</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>Go to: %1</source>
        <translation>Gehe zu: %1</translation>
    </message>
    <message>
        <source>Show: %1</source>
        <translation>Zeigen: %1</translation>
    </message>
    <message>
        <source>&amp;Reset layout</source>
        <translation>&amp;Anordnung zurücksetzen</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;All actions…</source>
        <translation>&amp;Alle Aktionen…</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>&amp;Tasten</translation>
    </message>
    <message>
        <source>&amp;Filter language</source>
        <translation>&amp;Filtersprache</translation>
    </message>
    <message>
        <source>About Sealcord</source>
        <translation>Über Sealcord</translation>
    </message>
</context>
<context>
    <name>WirePane</name>
    <message>
        <source>Messages after it</source>
        <translation>Nachrichten danach</translation>
    </message>
    <message>
        <source>Messages before it</source>
        <translation>Nachrichten davor</translation>
    </message>
    <message>
        <source>%1, random</source>
        <translation>%1, zufällig</translation>
    </message>
    <message>
        <source>%1, AES-256-GCM</source>
        <translation>%1, AES-256-GCM</translation>
    </message>
    <message>
        <source>%1, verified</source>
        <translation>%1, geprüft</translation>
    </message>
    <message>
        <source>%1, computed here</source>
        <translation>%1, hier berechnet</translation>
    </message>
    <message>
        <source>%1, sealed: %2</source>
        <comment>a field, and its value</comment>
        <translation>%1, versiegelt: %2</translation>
    </message>
    <message>
        <source>%1: %2 of ciphertext, %3 of tag</source>
        <translation>%1: %2 Geheimtext, %3 Auth-Tag</translation>
    </message>
    <message>
        <source>%1: 1 message and its length</source>
        <translation>%1: 1 Nachricht und ihre Länge</translation>
    </message>
    <message numerus="yes">
        <source>%1: %2 messages and their lengths</source>
        <translation>
            <numerusform>%1: %2 Nachricht und ihre Länge</numerusform>
            <numerusform>%1: %2 Nachrichten und ihre Längen</numerusform>
        </translation>
    </message>
    <message>
        <source>a message in parts follows</source>
        <comment>type of a record</comment>
        <translation>eine Nachricht in Teilen folgt</translation>
    </message>
    <message>
        <source>a part of a message</source>
        <comment>type of a record</comment>
        <translation>ein Teil einer Nachricht</translation>
    </message>
    <message>
        <source>messages behind each other</source>
        <comment>type of a record</comment>
        <translation>Nachrichten hintereinander</translation>
    </message>
    <message>
        <source>one message</source>
        <comment>type of a record</comment>
        <translation>eine Nachricht</translation>
    </message>
    <message>
        <source>On the wire: %1 in %2 records, %3 of them protection</source>
        <comment>bytes, records, bytes</comment>
        <translation>Auf der Leitung: %1 in %2 Datensätzen, davon %3 Schutz</translation>
    </message>
    <message>
        <source>On the wire: %1, whose bytes were not kept.</source>
        <translation>Auf der Leitung: %1, dessen Bytes nicht behalten wurden.</translation>
    </message>
    <message>
        <source>The bytes on the wire of this message were not kept.</source>
        <translation>Die Bytes dieser Nachricht auf der Leitung wurden nicht behalten.</translation>
    </message>
    <message>
        <source>%1. The first says how long the message is, each of the others brought a part of it and was opened as it came; their bytes were not kept.</source>
        <translation>%1. Der erste sagt, wie lang die Nachricht ist, jeder weitere brachte einen Teil von ihr und wurde geöffnet, wie er kam; ihre Bytes wurden nicht behalten.</translation>
    </message>
    <message>
        <source>On the wire: message %1 of %2 of a record of %3</source>
        <translation>Auf der Leitung: Nachricht %1 von %2 eines Datensatzes von %3</translation>
    </message>
    <message>
        <source>On the wire: %1, %2 of them protection</source>
        <translation>Auf der Leitung: %1, davon %2 Schutz</translation>
    </message>
</context>
<context>
    <name>sealcord</name>
    <message>
        <source>Word</source>
        <translation>Wort</translation>
    </message>
    <message>
        <source>What it means</source>
        <translation>Was es bedeutet</translation>
    </message>
    <message>
        <source>Operators</source>
        <translation>Operatoren</translation>
    </message>
    <message>
        <source>Example</source>
        <translation>Beispiel</translation>
    </message>
    <message>
        <source>Filter language</source>
        <translation>Filtersprache</translation>
    </message>
    <message>
        <source>Words of the filter language</source>
        <translation>Wörter der Filtersprache</translation>
    </message>
    <message>
        <source>A term is a field, an operator and a value. A word on its own is text to look for. Choose an example to try it.</source>
        <translation>Ein Term ist ein Feld, ein Operator und ein Wert. Ein Wort allein ist Text, der gesucht wird. Wählen Sie ein Beispiel, um es auszuprobieren.</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>Ausprobieren</translation>
    </message>
</context>
<context>
    <name>sealcord::AboutDialog</name>
    <message>
        <source>About Sealcord</source>
        <translation>Über Sealcord</translation>
    </message>
    <message>
        <source>An encrypted TCP server and its agent.</source>
        <translation>Ein verschlüsselter TCP-Server und sein Agent.</translation>
    </message>
    <message>
        <source>Free software under the MIT licence.</source>
        <translation>Freie Software unter der MIT-Lizenz.</translation>
    </message>
    <message>
        <source>&amp;Copy versions</source>
        <translation>Versionen &amp;kopieren</translation>
    </message>
</context>
<context>
    <name>sealcord::ActionModel</name>
    <message>
        <source>✓ %1</source>
        <comment>An action that is switched on</comment>
        <translation>✓ %1</translation>
    </message>
    <message>
        <source>%1, in %2</source>
        <translation>%1, in %2</translation>
    </message>
    <message>
        <source>%1, %2, in %3</source>
        <translation>%1, %2, in %3</translation>
    </message>
</context>
<context>
    <name>sealcord::AgentCodes</name>
    <message>
        <source>Its key is in the list of authorised agents, as %1. What has been added to the list counts from the next connection on; this one keeps the protection that it began with.</source>
        <translation>Sein Schlüssel steht in der Liste der zugelassenen Agenten, als %1. Was neu in der Liste steht, gilt ab der nächsten Verbindung; diese behält den Schutz, mit dem sie begann.</translation>
    </message>
    <message>
        <source>This server remembers that only with an entry in its list of authorised agents, under a name of your choice. That counts from the next connection on.</source>
        <translation>Dieser Server merkt sich das nur mit einem Eintrag in seiner Liste der zugelassenen Agenten, unter einem Namen Ihrer Wahl. Das gilt ab der nächsten Verbindung.</translation>
    </message>
</context>
<context>
    <name>sealcord::AgentHead</name>
    <message>
        <source>&amp;Reconnect</source>
        <translation>Neu &amp;verbinden</translation>
    </message>
    <message>
        <source>Server: a name or an address</source>
        <translation>Server: ein Name oder eine Adresse</translation>
    </message>
    <message>
        <source>Name or address</source>
        <translation>Name oder Adresse</translation>
    </message>
    <message>
        <source>Port of the server</source>
        <translation>Port des Servers</translation>
    </message>
    <message>
        <source>Tries again after a failure</source>
        <translation>Versucht es nach einem Fehler wieder</translation>
    </message>
    <message>
        <source>&amp;Server</source>
        <translation>&amp;Server</translation>
    </message>
    <message>
        <source>&amp;Port</source>
        <translation>&amp;Port</translation>
    </message>
    <message>
        <source>A name, an IPv4 address or an IPv6 address, such as server.example</source>
        <translation>Ein Name, eine IPv4- oder eine IPv6-Adresse, etwa server.example</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Sealed: both ends know whom they talk to.
Classic: encrypted, but anybody could be the server.</source>
        <translation>Sealed: Beide Enden wissen, mit wem sie sprechen.
Classic: verschlüsselt, aber jeder könnte der Server sein.</translation>
    </message>
    <message>
        <source>Sealed</source>
        <comment>the protocol</comment>
        <translation>Sealed</translation>
    </message>
    <message>
        <source>Classic</source>
        <comment>the protocol</comment>
        <translation>Classic</translation>
    </message>
</context>
<context>
    <name>sealcord::AgentNotices</name>
    <message>
        <source>%1 has connected.</source>
        <translation>%1 hat sich verbunden.</translation>
    </message>
    <message>
        <source>%1 is not connected any more.</source>
        <translation>%1 ist nicht mehr verbunden.</translation>
    </message>
    <message>
        <source>%1 has said nothing for %2 minutes.</source>
        <translation>%1 hat seit %2 Minuten nichts gesagt.</translation>
    </message>
    <message numerus="yes">
        <source>%1 agents have connected.</source>
        <translation>
            <numerusform>%1 Agent hat sich verbunden.</numerusform>
            <numerusform>%1 Agenten haben sich verbunden.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 agents are not connected any more.</source>
        <translation>
            <numerusform>%1 Agent ist nicht mehr verbunden.</numerusform>
            <numerusform>%1 Agenten sind nicht mehr verbunden.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 agents have said nothing for %2 minutes.</source>
        <translation>
            <numerusform>%1 Agent hat seit %2 Minuten nichts gesagt.</numerusform>
            <numerusform>%1 Agenten haben seit %2 Minuten nichts gesagt.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sealcord::AgentServices</name>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>No local port and no published service. A local port leads to a service behind the server; what is published here, others reach through the server. Add one below.</source>
        <translation>Kein lokaler Port und kein veröffentlichter Dienst. Ein lokaler Port führt zu einem Dienst hinter dem Server; was hier veröffentlicht ist, erreichen andere durch den Server. Unten lässt sich etwas hinzufügen.</translation>
    </message>
    <message>
        <source>What is selected; streams that there are go on</source>
        <translation>Das Ausgewählte; bestehende Ströme laufen weiter</translation>
    </message>
    <message>
        <source>What to add</source>
        <translation>Was hinzukommt</translation>
    </message>
    <message>
        <source>Local port</source>
        <translation>Lokaler Port</translation>
    </message>
    <message>
        <source>Published service</source>
        <translation>Veröffentlichter Dienst</translation>
    </message>
    <message>
        <source>Local port or service</source>
        <translation>Lokaler Port oder Dienst</translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation>&amp;Hinzufügen</translation>
    </message>
    <message>
        <source>8080=web or 8080=camera@pump-3</source>
        <translation>8080=web oder 8080=camera@pump-3</translation>
    </message>
    <message>
        <source>ssh=127.0.0.1:22 or db=unix:/run/db.sock</source>
        <translation>ssh=127.0.0.1:22 oder db=unix:/run/db.sock</translation>
    </message>
    <message>
        <source>This port leads to %1 already</source>
        <translation>Dieser Port führt schon zu %1</translation>
    </message>
    <message>
        <source>A PROXY header is for a server&apos;s services</source>
        <translation>Ein PROXY-Kopf ist für Dienste eines Servers</translation>
    </message>
    <message>
        <source>%1 is published already</source>
        <translation>%1 ist schon veröffentlicht</translation>
    </message>
    <message>
        <source>A port of this machine that leads to a service behind the server, or a service of this machine that others reach through it</source>
        <translation>Ein Port dieser Maschine, der zu einem Dienst hinter dem Server führt, oder ein Dienst dieser Maschine, den andere durch ihn erreichen</translation>
    </message>
    <message>
        <source>For as long as this window is open. With --local and --publish it is there from the start.</source>
        <translation>So lange, wie dieses Fenster offen ist. Mit --local und --publish ist es von Anfang an da.</translation>
    </message>
</context>
<context>
    <name>sealcord::AgentStateLine</name>
    <message>
        <source>Retry now</source>
        <translation>Jetzt erneut</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>State of the connection</source>
        <translation>Zustand der Verbindung</translation>
    </message>
    <message>
        <source>Stop trying to connect</source>
        <translation>Nicht weiter verbinden</translation>
    </message>
    <message>
        <source>Next try in %1 s.</source>
        <translation>Nächster Versuch in %1 s.</translation>
    </message>
</context>
<context>
    <name>sealcord::AgentWindow</name>
    <message>
        <source>Sealcord agent</source>
        <translation>Sealcord-Agent</translation>
    </message>
    <message>
        <source>&amp;Agent</source>
        <translation>&amp;Agent</translation>
    </message>
    <message>
        <source>&amp;Retry now</source>
        <translation>&amp;Neuer Versuch</translation>
    </message>
    <message>
        <source>Which server? A name or an address is missing.</source>
        <translation>Welcher Server? Ein Name oder eine Adresse fehlt.</translation>
    </message>
    <message>
        <source>Which server? &quot;%1&quot; is neither a name nor an address.</source>
        <translation>Welcher Server? „%1“ ist weder ein Name noch eine Adresse.</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>Disconnect</source>
        <translation>Trennen</translation>
    </message>
    <message>
        <source>Not connected.</source>
        <translation>Nicht verbunden.</translation>
    </message>
    <message>
        <source>Connected, and nothing has been said yet. Write a message below; Enter sends it.</source>
        <translation>Verbunden, und noch ist nichts gesagt. Unten eine Nachricht schreiben; die Eingabetaste sendet sie.</translation>
    </message>
    <message>
        <source>Not connected. Connect agrees a key with the server at %1, and what is said then appears here.</source>
        <translation>Nicht verbunden. Verbinden vereinbart mit dem Server bei %1 einen Schlüssel; was dann gesagt wird, erscheint hier.</translation>
    </message>
    <message>
        <source>Sealcord agent, %1</source>
        <translation>Sealcord-Agent, %1</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Connects to the server and agrees a key with it</source>
        <translation>Verbindet sich mit dem Server und vereinbart mit ihm einen Schlüssel</translation>
    </message>
    <message>
        <source>Tries no more to reach the server</source>
        <translation>Versucht nicht mehr, den Server zu erreichen</translation>
    </message>
    <message>
        <source>Says goodbye to the server, and tries no more</source>
        <translation>Verabschiedet sich vom Server und versucht es nicht mehr</translation>
    </message>
</context>
<context>
    <name>sealcord::AgentsPage</name>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>The field that is the current one; a double click does as much</source>
        <translation>Das aktuelle Feld; ein Doppelklick tut dasselbe</translation>
    </message>
    <message>
        <source>Takes it out of the list and ends its connection</source>
        <translation>Nimmt ihn aus der Liste und beendet seine Verbindung</translation>
    </message>
    <message>
        <source>Authorised agents</source>
        <translation>Zugelassene Agenten</translation>
    </message>
    <message>
        <source>No agent is authorised by its key. Approve one that waits, or add its line to the file: “sealcord agents approve” does.</source>
        <translation>Kein Agent ist mit seinem Schlüssel zugelassen. Lassen Sie einen zu, der wartet, oder fügen Sie seine Zeile in die Datei ein: „sealcord agents approve“ tut das.</translation>
    </message>
    <message>
        <source>The list stays as it was: %1</source>
        <translation>Die Liste bleibt, wie sie war: %1</translation>
    </message>
    <message numerus="yes">
        <source>&amp;Revoke %1 agents</source>
        <translation>
            <numerusform>%1 Agent &amp;widerrufen</numerusform>
            <numerusform>%1 Agenten &amp;widerrufen</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Revoke</source>
        <translation>&amp;Widerrufen</translation>
    </message>
    <message>
        <source>%1 is revoked, and its connections have ended.</source>
        <translation>%1 ist widerrufen, und seine Verbindungen sind beendet.</translation>
    </message>
    <message numerus="yes">
        <source>%1 agents are revoked, and their connections have ended.</source>
        <translation>
            <numerusform>%1 Agent ist widerrufen, und seine Verbindungen sind beendet.</numerusform>
            <numerusform>%1 Agenten sind widerrufen, und ihre Verbindungen sind beendet.</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
</context>
<context>
    <name>sealcord::AgentsWindow</name>
    <message>
        <source>All agents together</source>
        <translation>Alle Agenten zusammen</translation>
    </message>
    <message>
        <source>%1 still waits for a reply. In %2 s it is disconnected: nothing was said for too long.</source>
        <translation>%1 wartet noch auf eine Antwort. In %2 s wird er getrennt: Zu lange wurde nichts gesagt.</translation>
    </message>
    <message>
        <source>%1 waits for a reply. Unless it is told otherwise, an agent gives up after %2.</source>
        <translation>%1 wartet auf eine Antwort. Wenn nichts anderes eingestellt ist, gibt ein Agent nach %2 auf.</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>Antworten</translation>
    </message>
</context>
<context>
    <name>sealcord::ApprovalForm</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>under which the server knows it</source>
        <translation>unter dem der Server ihn kennt</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>anywhere; or networks: 10.1.0.0/16,2001:db8::/32</source>
        <translation>überall; oder Netze: 10.1.0.0/16,2001:db8::/32</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>no end; or a time in UTC: 2026-12-24</source>
        <translation>ohne Ende; oder eine Zeit in UTC: 2026-12-24</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>&amp;From</source>
        <translation>&amp;Von</translation>
    </message>
    <message>
        <source>&amp;Until</source>
        <translation>&amp;Bis</translation>
    </message>
    <message>
        <source>Let in the agent with the key %1. Is that the fingerprint that “sealcord key fingerprint” shows there?</source>
        <translation>Den Agenten mit dem Schlüssel %1 zulassen. Ist das der Fingerabdruck, den „sealcord key fingerprint“ dort zeigt?</translation>
    </message>
    <message numerus="yes">
        <source>Let in %1 agents, each under the name that it claims.</source>
        <translation>
            <numerusform>%1 Agenten zulassen, unter dem Namen, den er angibt.</numerusform>
            <numerusform>%1 Agenten zulassen, jeden unter dem Namen, den er angibt.</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Approve</source>
        <translation>&amp;Zulassen</translation>
    </message>
    <message numerus="yes">
        <source>&amp;Approve %1 agents</source>
        <translation>
            <numerusform>%1 Agenten &amp;zulassen</numerusform>
            <numerusform>%1 Agenten &amp;zulassen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 cannot be a name here: approve that agent alone, under another.</source>
        <translation>%1 kann hier kein Name sein: Lassen Sie diesen Agenten allein zu, unter einem anderen.</translation>
    </message>
    <message>
        <source>May reach</source>
        <translation>Darf erreichen</translation>
    </message>
    <message>
        <source>nothing; or services: web,ssh@pump-3</source>
        <translation>nichts; oder Dienste: web,ssh@pump-3</translation>
    </message>
    <message>
        <source>May publish</source>
        <translation>Darf veröffentlichen</translation>
    </message>
    <message>
        <source>nothing; or services of its own: camera,ssh</source>
        <translation>nichts; oder eigene Dienste: camera,ssh</translation>
    </message>
    <message>
        <source>May r&amp;each</source>
        <translation>Darf e&amp;rreichen</translation>
    </message>
    <message>
        <source>May &amp;publish</source>
        <translation>Darf &amp;veröffentlichen</translation>
    </message>
</context>
<context>
    <name>sealcord::AttachedCodes</name>
    <message>
        <source>The server did not do that: %1.</source>
        <translation>Der Server hat das nicht getan: %1.</translation>
    </message>
</context>
<context>
    <name>sealcord::AttachedRoster</name>
    <message>
        <source>The window is attached to no server.</source>
        <translation>Das Fenster hängt an keinem Server.</translation>
    </message>
    <message>
        <source>the window is attached to no server</source>
        <translation>das Fenster hängt an keinem Server</translation>
    </message>
</context>
<context>
    <name>sealcord::AttachedWindow</name>
    <message>
        <source>Not one server alone was found to run here. Start one with sealcord server, or choose which by its control socket.</source>
        <translation>Hier wurde nicht genau ein Server gefunden, der läuft. Starten Sie einen mit sealcord server, oder wählen Sie ihn durch seinen Steuer-Socket.</translation>
    </message>
    <message>
        <source>Choose a socket…</source>
        <translation>Socket wählen…</translation>
    </message>
    <message>
        <source>The server&apos;s own program records what happens there: see sealcord server --help. What this window shows can be saved.</source>
        <translation>Was dort geschieht, zeichnet das Programm des Servers selbst auf: siehe sealcord server --help. Was dieses Fenster zeigt, lässt sich speichern.</translation>
    </message>
    <message>
        <source>Of the server</source>
        <translation>Des Servers</translation>
    </message>
    <message>
        <source>Replies</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>The program that runs the server decides what it replies</source>
        <translation>Was der Server antwortet, bestimmt das Programm, in dem er läuft</translation>
    </message>
    <message>
        <source>&amp;Server</source>
        <translation>&amp;Server</translation>
    </message>
    <message>
        <source>Choose another s&amp;ocket…</source>
        <translation>Anderen S&amp;ocket wählen…</translation>
    </message>
    <message>
        <source>&amp;Copy the command that starts an agent</source>
        <translation>Befehl &amp;kopieren, der einen Agenten startet</translation>
    </message>
    <message>
        <source>Copied: %1</source>
        <translation>Kopiert: %1</translation>
    </message>
    <message>
        <source>The control socket of a server</source>
        <translation>Der Steuer-Socket eines Servers</translation>
    </message>
    <message>
        <source>Another window could not be started.</source>
        <translation>Ein weiteres Fenster konnte nicht gestartet werden.</translation>
    </message>
    <message>
        <source>Attach</source>
        <translation>Anhängen</translation>
    </message>
    <message>
        <source>Detach</source>
        <translation>Loslassen</translation>
    </message>
    <message>
        <source>Shows the server that runs at %1</source>
        <translation>Zeigt den Server, der bei %1 läuft</translation>
    </message>
    <message>
        <source>Lets go of the server, which goes on</source>
        <translation>Lässt den Server los, der weiterläuft</translation>
    </message>
    <message>
        <source>The window is attached to no server.</source>
        <translation>Das Fenster hängt an keinem Server.</translation>
    </message>
    <message>
        <source>Sealcord server, not attached</source>
        <translation>Sealcord-Server, nicht angehängt</translation>
    </message>
    <message>
        <source>Attached to no server.</source>
        <translation>An keinen Server angehängt.</translation>
    </message>
    <message>
        <source>Sealcord server, %1, attached</source>
        <translation>Sealcord-Server, %1, angehängt</translation>
    </message>
    <message>
        <source>Nothing has been said since this window was attached. What is said appears here.</source>
        <translation>Seit dieses Fenster angehängt ist, wurde nichts gesagt. Was gesagt wird, erscheint hier.</translation>
    </message>
    <message>
        <source>Going to the server at %1…</source>
        <translation>Geht zum Server bei %1…</translation>
    </message>
    <message>
        <source>Waiting for a server at %1: %2.</source>
        <translation>Wartet auf einen Server bei %1: %2.</translation>
    </message>
    <message>
        <source>No agent is connected to this server. Start one: %1</source>
        <translation>Mit diesem Server ist kein Agent verbunden. Starten Sie einen: %1</translation>
    </message>
    <message>
        <source>The server does not tell this window the bytes of streams.</source>
        <translation>Der Server teilt diesem Fenster die Bytes von Strömen nicht mit.</translation>
    </message>
    <message>
        <source>This server forwards and exposes nothing: see --forward and --expose of sealcord server --help.</source>
        <translation>Dieser Server leitet nichts weiter und bietet nichts an: siehe --forward und --expose in sealcord server --help.</translation>
    </message>
    <message>
        <source>No stream is open, and none was since this window was attached.</source>
        <translation>Kein Strom ist offen, und keiner war es, seit dieses Fenster angeschlossen ist.</translation>
    </message>
</context>
<context>
    <name>sealcord::AuthorizedModel</name>
    <message>
        <source>writing…</source>
        <translation>wird geschrieben…</translation>
    </message>
    <message>
        <source>▲ not changed</source>
        <translation>▲ nicht geändert</translation>
    </message>
    <message>
        <source>✕ expired</source>
        <translation>✕ abgelaufen</translation>
    </message>
    <message>
        <source>● connected</source>
        <translation>● verbunden</translation>
    </message>
    <message>
        <source>○ not connected</source>
        <translation>○ nicht verbunden</translation>
    </message>
    <message>
        <source>anywhere</source>
        <translation>überall</translation>
    </message>
    <message>
        <source>no end</source>
        <translation>ohne Ende</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Until (UTC)</source>
        <translation>Bis (UTC)</translation>
    </message>
    <message>
        <source>Key&apos;s fingerprint</source>
        <translation>Fingerabdruck des Schlüssels</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>May reach</source>
        <translation>Darf erreichen</translation>
    </message>
    <message>
        <source>May publish</source>
        <translation>Darf veröffentlichen</translation>
    </message>
</context>
<context>
    <name>sealcord::ChoiceList</name>
    <message>
        <source>How the filter may go on</source>
        <translation>Wie der Filter weitergehen kann</translation>
    </message>
</context>
<context>
    <name>sealcord::CodeSection</name>
    <message>
        <source>Compare a code</source>
        <translation>Einen Code vergleichen</translation>
    </message>
    <message>
        <source>Compare a code…</source>
        <translation>Einen Code vergleichen…</translation>
    </message>
    <message>
        <source>They are the same</source>
        <translation>Sie sind gleich</translation>
    </message>
    <message>
        <source>They differ</source>
        <translation>Sie sind verschieden</translation>
    </message>
    <message>
        <source>Ends the connection</source>
        <translation>Beendet die Verbindung</translation>
    </message>
    <message>
        <source>A name for this agent</source>
        <translation>Ein Name für diesen Agenten</translation>
    </message>
    <message>
        <source>Authorise this agent</source>
        <translation>Diesen Agenten zulassen</translation>
    </message>
    <message>
        <source>A name has 1 to 64 bytes, and no spaces, quotation marks or #</source>
        <translation>Ein Name hat 1 bis 64 Bytes und keine Leerzeichen, Anführungszeichen oder #</translation>
    </message>
    <message>
        <source>Two people, one at each end, read a code to each other. If it is the same, nobody is in between.</source>
        <translation>Zwei Personen, je eine an jedem Ende, lesen einander einen Code vor. Ist er gleich, ist niemand dazwischen.</translation>
    </message>
</context>
<context>
    <name>sealcord::CommandPalette</name>
    <message>
        <source>No action matches.</source>
        <translation>Keine Aktion passt.</translation>
    </message>
    <message>
        <source>All actions</source>
        <translation>Alle Aktionen</translation>
    </message>
    <message>
        <source>Find an action</source>
        <translation>Aktion suchen</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Aktionen</translation>
    </message>
</context>
<context>
    <name>sealcord::CompareControl</name>
    <message>
        <source>Compare a code</source>
        <translation>Einen Code vergleichen</translation>
    </message>
    <message>
        <source>With the person at the other end, by voice: whether somebody is in between</source>
        <translation>Mit der Person am anderen Ende, mündlich: ob jemand dazwischen ist</translation>
    </message>
    <message>
        <source>The person at %1 wants to compare a code.</source>
        <translation>Die Person an %1 möchte einen Code vergleichen.</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>The code to be compared with %1 is there.</source>
        <translation>Der Code zum Vergleichen mit %1 ist da.</translation>
    </message>
    <message>
        <source>Show it</source>
        <translation>Zeigen</translation>
    </message>
</context>
<context>
    <name>sealcord::ComparisonView</name>
    <message>
        <source>The two messages side by side</source>
        <translation>Die zwei Nachrichten nebeneinander</translation>
    </message>
</context>
<context>
    <name>sealcord::ComparisonWindow</name>
    <message>
        <source>Next difference</source>
        <translation>Nächster Unterschied</translation>
    </message>
    <message>
        <source>Previous difference</source>
        <translation>Voriger Unterschied</translation>
    </message>
    <message>
        <source>Messages #%1 and #%2 compared</source>
        <translation>Nachrichten #%1 und #%2 im Vergleich</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>Wird verglichen…</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Hex</source>
        <translation>Hex</translation>
    </message>
    <message>
        <source>How the messages are shown</source>
        <translation>Wie die Nachrichten gezeigt werden</translation>
    </message>
    <message>
        <source>Message on the left</source>
        <translation>Nachricht links</translation>
    </message>
    <message>
        <source>Message on the right</source>
        <translation>Nachricht rechts</translation>
    </message>
    <message>
        <source>One of them is no text in UTF-8</source>
        <translation>Eine von beiden ist kein Text in UTF-8</translation>
    </message>
    <message>
        <source>They differ in too much to compare all of it: some of what is lit may be the same on both sides.</source>
        <translation>Sie unterscheiden sich in zu vielem, um alles zu vergleichen: Manches Hervorgehobene kann auf beiden Seiten gleich sein.</translation>
    </message>
    <message>
        <source>Both are the same.</source>
        <translation>Beide sind gleich.</translation>
    </message>
    <message>
        <source>Difference %1 of %2: %3</source>
        <translation>Unterschied %1 von %2: %3</translation>
    </message>
</context>
<context>
    <name>sealcord::Composer</name>
    <message>
        <source>Composer</source>
        <translation>Nachricht schreiben</translation>
    </message>
    <message>
        <source>To</source>
        <translation>An</translation>
    </message>
    <message>
        <source>Hello × 5</source>
        <translation>Hello × 5</translation>
    </message>
    <message>
        <source>Presets</source>
        <translation>Vorlagen</translation>
    </message>
    <message>
        <source>Hello × 5 sends “Hello from client!” five times, one a second.</source>
        <translation>Hello × 5 sendet „Hello from client!“ fünfmal, einmal je Sekunde.</translation>
    </message>
    <message>
        <source>This is no time between two messages. Write 250 ms, 1 s, 2 min or 1 h.</source>
        <translation>Das ist keine Zeit zwischen zwei Nachrichten. Gültig sind 250 ms, 1 s, 2 min oder 1 h.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppen</translation>
    </message>
    <message>
        <source>%1 sent, until stopped</source>
        <translation>%1 gesendet, bis zum Stopp</translation>
    </message>
    <message>
        <source>%1 of %2 sent</source>
        <translation>%1 von %2 gesendet</translation>
    </message>
    <message>
        <source>Stopped: %1</source>
        <translation>Gestoppt: %1</translation>
    </message>
    <message>
        <source>Stopped: %1. %2</source>
        <translation>Gestoppt: %1. %2</translation>
    </message>
    <message>
        <source>No agent is connected.</source>
        <translation>Kein Agent ist verbunden.</translation>
    </message>
    <message>
        <source>Nobody that it goes to is connected any more.</source>
        <translation>Niemand, an den es geht, ist noch verbunden.</translation>
    </message>
    <message numerus="yes">
        <source>to %1 agents</source>
        <translation>
            <numerusform>an %1 Agenten</numerusform>
            <numerusform>an %1 Agenten</numerusform>
        </translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <source>Sent %1</source>
        <comment>to 5 agents</comment>
        <translation>Gesendet %1</translation>
    </message>
    <message>
        <source>%1, each %2</source>
        <comment>1 of 3 sent, each to 5 agents</comment>
        <translation>%1, jeweils %2</translation>
    </message>
    <message>
        <source>Ctrl+↵</source>
        <translation>Strg+↵</translation>
    </message>
    <message numerus="yes">
        <source>Send to %1 agents</source>
        <translation>
            <numerusform>An %1 Agenten senden</numerusform>
            <numerusform>An %1 Agenten senden</numerusform>
        </translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
</context>
<context>
    <name>sealcord::ConnectionFacts</name>
    <message>
        <source>none: no key is agreed</source>
        <translation>keiner: kein Schlüssel vereinbart</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>Fingerprint of the connection</source>
        <translation>Fingerabdruck der Verbindung</translation>
    </message>
    <message>
        <source>Both public keys</source>
        <translation>Beide öffentlichen Schlüssel</translation>
    </message>
    <message>
        <source>Copy fingerprint</source>
        <translation>Fingerabdruck kopieren</translation>
    </message>
    <message>
        <source>Equal at both ends unless somebody sits in between. Compare it over another channel, such as a telephone call.</source>
        <translation>An beiden Enden gleich, solange niemand dazwischen sitzt. Auf einem anderen Weg vergleichen, etwa am Telefon.</translation>
    </message>
    <message>
        <source>Protection</source>
        <translation>Schutz</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Key agreement</source>
        <translation>Schlüsselvereinbarung</translation>
    </message>
    <message>
        <source>Cipher</source>
        <translation>Verschlüsselung</translation>
    </message>
    <message>
        <source>Share of the key that is used up</source>
        <translation>Aufgebrauchter Anteil des Schlüssels</translation>
    </message>
    <message>
        <source>Sealed under the key</source>
        <translation>Mit dem Schlüssel versiegelt</translation>
    </message>
    <message>
        <source>Used up</source>
        <translation>Aufgebraucht</translation>
    </message>
    <message>
        <source>What this protection does not give</source>
        <translation>Was dieser Schutz nicht leistet</translation>
    </message>
    <message>
        <source>More about security</source>
        <translation>Mehr zur Sicherheit</translation>
    </message>
    <message>
        <source>This end</source>
        <translation>Dieses Ende</translation>
    </message>
    <message>
        <source>Other end</source>
        <translation>Anderes Ende</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>Lasted</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Last activity</source>
        <translation>Zuletzt aktiv</translation>
    </message>
    <message>
        <source>Why it ended</source>
        <translation>Grund des Endes</translation>
    </message>
    <message>
        <source>Traffic</source>
        <translation>Datenverkehr</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>Plaintext</source>
        <translation>Klartext</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Rate</translation>
    </message>
    <message>
        <source>TCP round trip</source>
        <translation>TCP-Umlaufzeit</translation>
    </message>
    <message>
        <source>TCP retransmissions</source>
        <translation>TCP-Wiederholungen</translation>
    </message>
    <message>
        <source>Waits to be sent</source>
        <translation>Wartet aufs Senden</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Grenzen</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>not known yet</source>
        <translation>noch nicht bekannt</translation>
    </message>
    <message>
        <source>the server</source>
        <translation>der Server</translation>
    </message>
    <message>
        <source>the agent</source>
        <translation>der Agent</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>noch keine</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>vor %1</translation>
    </message>
    <message>
        <source>it has not ended</source>
        <translation>sie ist nicht beendet</translation>
    </message>
    <message>
        <source>X25519 (RFC 7748), fresh keys for this connection</source>
        <translation>X25519 (RFC 7748), frische Schlüssel für diese Verbindung</translation>
    </message>
    <message>
        <source>%1, both directions; then the connection ends</source>
        <translation>%1, beide Richtungen; danach endet die Verbindung</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>%1 in, %2 out</source>
        <translation>%1 ein, %2 aus</translation>
    </message>
    <message>
        <source>none: it has ended</source>
        <translation>keine: sie ist beendet</translation>
    </message>
    <message>
        <source>%1, varying by %2</source>
        <translation>%1, schwankt um %2</translation>
    </message>
    <message>
        <source>1 segment</source>
        <translation>1 Segment</translation>
    </message>
    <message numerus="yes">
        <source>%1 segments</source>
        <translation>
            <numerusform>%1 Segment</numerusform>
            <numerusform>%1 Segmente</numerusform>
        </translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>keine Grenze</translation>
    </message>
    <message>
        <source>Longest message</source>
        <translation>Längste Nachricht</translation>
    </message>
    <message>
        <source>%1, and its length at %2/s</source>
        <translation>%1, dazu ihre Länge bei %2/s</translation>
    </message>
    <message>
        <source>As both programs log it: SHA256: and base64</source>
        <translation>Wie ihn beide Programme protokollieren: SHA256: und Base64</translation>
    </message>
    <message>
        <source>Copied the fingerprint</source>
        <translation>Fingerabdruck kopiert</translation>
    </message>
    <message>
        <source>What it gives, what not, and how to tell whether somebody sits in between</source>
        <translation>Was sie gibt, was nicht, und woran man merkt, ob jemand dazwischensitzt</translation>
    </message>
    <message>
        <source>not known: nobody asked while it lived</source>
        <translation>nicht bekannt: niemand hat gefragt, solange sie bestand</translation>
    </message>
    <message>
        <source>nothing: no key is agreed</source>
        <translation>nichts: kein Schlüssel ist vereinbart</translation>
    </message>
    <message>
        <source>not known: how it ended was not seen</source>
        <translation>nicht bekannt: ihr Ende wurde nicht gesehen</translation>
    </message>
    <message>
        <source>%1, both directions</source>
        <translation>%1, beide Richtungen</translation>
    </message>
    <message>
        <source>nothing: it has ended</source>
        <translation>nichts: sie ist beendet</translation>
    </message>
    <message>
        <source>Handshake timeout</source>
        <translation>Frist für den Handschlag</translation>
    </message>
    <message>
        <source>Message timeout</source>
        <translation>Frist für eine Nachricht</translation>
    </message>
    <message>
        <source>Send timeout</source>
        <translation>Frist zum Senden</translation>
    </message>
    <message>
        <source>Idle timeout</source>
        <translation>Frist ohne Verkehr</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>Modus</translation>
    </message>
    <message>
        <source>Sealed by this end</source>
        <translation>Von diesem Ende versiegelt</translation>
    </message>
    <message>
        <source>Opened from the other end</source>
        <translation>Vom anderen Ende geöffnet</translation>
    </message>
    <message>
        <source>X25519 (RFC 7748), fresh keys for this connection and the key of each end</source>
        <translation>X25519 (RFC 7748), frische Schlüssel für diese Verbindung und der Schlüssel jedes Endes</translation>
    </message>
    <message>
        <source>Seen from</source>
        <translation>Gesehen von</translation>
    </message>
</context>
<context>
    <name>sealcord::ConnectionModel</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>1 message</source>
        <translation>1 Nachricht</translation>
    </message>
    <message numerus="yes">
        <source>%1 messages</source>
        <translation>
            <numerusform>%1 Nachricht</numerusform>
            <numerusform>%1 Nachrichten</numerusform>
        </translation>
    </message>
    <message>
        <source>○ handshake</source>
        <translation>○ Handshake</translation>
    </message>
    <message>
        <source>handshake</source>
        <translation>Handshake</translation>
    </message>
    <message>
        <source>● live</source>
        <translation>● verbunden</translation>
    </message>
    <message>
        <source>live</source>
        <translation>verbunden</translation>
    </message>
    <message>
        <source>– ended</source>
        <translation>– beendet</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>beendet</translation>
    </message>
    <message>
        <source>✕ failed</source>
        <translation>✕ gescheitert</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>agreeing a key</source>
        <translation>vereinbart Schlüssel</translation>
    </message>
    <message>
        <source>none</source>
        <comment>no protection</comment>
        <translation>keiner</translation>
    </message>
    <message>
        <source>Connection %1 with %2</source>
        <translation>Verbindung %1 mit %2</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>Protection</source>
        <translation>Schutz</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>For</source>
        <comment>how long</comment>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>In</source>
        <translation>Empfangen</translation>
    </message>
    <message>
        <source>Out</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <source>Bytes in</source>
        <translation>Bytes empfangen</translation>
    </message>
    <message>
        <source>Bytes out</source>
        <translation>Bytes gesendet</translation>
    </message>
    <message>
        <source>Last</source>
        <comment>activity</comment>
        <translation>Zuletzt</translation>
    </message>
    <message>
        <source>Why it ended</source>
        <translation>Grund des Endes</translation>
    </message>
    <message>
        <source>%1 (its last message had no reply)</source>
        <translation>%1 (die letzte Nachricht blieb ohne Antwort)</translation>
    </message>
    <message>
        <source>%1 in, %2 out</source>
        <translation>%1 hinein, %2 hinaus</translation>
    </message>
    <message>
        <source>◆ waits %1</source>
        <comment>for a reply, so long</comment>
        <translation>◆ wartet %1</translation>
    </message>
    <message>
        <source>live, waits for a reply, %1</source>
        <translation>lebt, wartet auf eine Antwort, %1</translation>
    </message>
    <message>
        <source>Rate, both ways</source>
        <translation>Rate, beide Wege</translation>
    </message>
    <message>
        <source>Connected, and no key is agreed yet: nothing is protected, and no message can be sent.</source>
        <translation>Verbunden, und noch ist kein Schlüssel vereinbart: Nichts ist geschützt, und keine Nachricht kann gesendet werden.</translation>
    </message>
    <message>
        <source>A key is agreed, and messages can go both ways.</source>
        <translation>Ein Schlüssel ist vereinbart, und Nachrichten können in beide Richtungen gehen.</translation>
    </message>
    <message>
        <source>It ran its course: %1.</source>
        <translation>Sie ist ordentlich zu Ende gegangen: %1.</translation>
    </message>
    <message>
        <source>Something went wrong: %1.</source>
        <translation>Etwas ging schief: %1.</translation>
    </message>
    <message>
        <source>No key is agreed: nothing that was sent is protected.</source>
        <translation>Kein Schlüssel ist vereinbart: Nichts von dem, was gesendet wurde, ist geschützt.</translation>
    </message>
    <message>
        <source>Nobody on the way can read or change what is said, and it is known who is at the other end.</source>
        <translation>Niemand unterwegs kann lesen oder ändern, was gesagt wird, und man weiß, wer am anderen Ende ist.</translation>
    </message>
    <message>
        <source>Nobody who only listens can read what is said, but nothing shows who is at the other end: somebody in between could read along.</source>
        <translation>Wer nur lauscht, kann nicht lesen, was gesagt wird; aber nichts zeigt, wer am anderen Ende ist: Jemand dazwischen könnte mitlesen.</translation>
    </message>
    <message>
        <source>%1, %2 of plaintext</source>
        <comment>1,204 messages, 61,234 bytes</comment>
        <translation>%1, %2 Klartext</translation>
    </message>
    <message>
        <source>None: it has ended.</source>
        <translation>Keine: Sie ist beendet.</translation>
    </message>
    <message>
        <source>%1, messages over the last %2 seconds</source>
        <translation>%1, Nachrichten der letzten %2 Sekunden</translation>
    </message>
    <message>
        <source>Last packet or message: %1</source>
        <translation>Letztes Paket oder letzte Nachricht: %1</translation>
    </message>
    <message>
        <source>Nothing has been said yet.</source>
        <translation>Noch wurde nichts gesagt.</translation>
    </message>
    <message>
        <source>Handshake, live, ended or failed</source>
        <translation>Handschlag, lebt, beendet oder gescheitert</translation>
    </message>
    <message>
        <source>Whether messages are encrypted, and whether it is known who is at the other end</source>
        <translation>Ob Nachrichten verschlüsselt sind, und ob man weiß, wer am anderen Ende ist</translation>
    </message>
    <message>
        <source>When the agent connected</source>
        <translation>Wann der Agent sich verbunden hat</translation>
    </message>
    <message>
        <source>How long the connection has lasted</source>
        <translation>Wie lange die Verbindung besteht oder bestand</translation>
    </message>
    <message>
        <source>Messages from the agent</source>
        <translation>Nachrichten vom Agenten</translation>
    </message>
    <message>
        <source>Messages to the agent</source>
        <translation>Nachrichten an den Agenten</translation>
    </message>
    <message>
        <source>Plaintext from the agent</source>
        <translation>Klartext vom Agenten</translation>
    </message>
    <message>
        <source>Plaintext to the agent</source>
        <translation>Klartext an den Agenten</translation>
    </message>
    <message>
        <source>Messages a second, those from the agent and those to it added, over the last %1 seconds</source>
        <translation>Nachrichten pro Sekunde, die vom Agenten und die an ihn zusammen, über die letzten %1 Sekunden</translation>
    </message>
    <message>
        <source>How long ago the last packet or message went by, either way</source>
        <translation>Wie lange das letzte Paket oder die letzte Nachricht her ist, gleich in welcher Richtung</translation>
    </message>
    <message>
        <source>How the connection ended, and what is known of the cause</source>
        <translation>Wie die Verbindung endete, und was man über die Ursache weiß</translation>
    </message>
    <message>
        <source>A message came that nobody has answered: replies are by hand.</source>
        <translation>Eine Nachricht kam, auf die niemand geantwortet hat: Antworten werden von Hand gegeben.</translation>
    </message>
    <message>
        <source>Nobody who only listens can read what is said. The other end has a key of its own, but nobody has verified whose that is: somebody in between could read along.</source>
        <translation>Wer nur zuhört, kann nicht lesen, was gesagt wird. Das andere Ende hat einen eigenen Schlüssel, doch wessen er ist, hat niemand geprüft: Jemand dazwischen könnte mitlesen.</translation>
    </message>
    <message>
        <source>Nobody on the way can read or change what is said: the other end has the same key as before.</source>
        <translation>Niemand unterwegs kann lesen oder ändern, was gesagt wird: Das andere Ende hat denselben Schlüssel wie zuvor.</translation>
    </message>
    <message>
        <source>Connection %1 with %2. It calls itself &quot;%3&quot;, which nobody has checked.</source>
        <translation>Verbindung %1 mit %2. Sie nennt sich „%3“, was niemand geprüft hat.</translation>
    </message>
    <message>
        <source>Name of the agent where the list of authorised agents has one, and the address and port that it connects from</source>
        <translation>Name des Agenten, wo die Liste der berechtigten Agenten einen hat, und Adresse und Port, von denen er sich verbindet</translation>
    </message>
</context>
<context>
    <name>sealcord::ConnectionPage</name>
    <message>
        <source>Connection</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>No connection is chosen. Choose one to see how far it can be trusted.</source>
        <translation>Keine Verbindung ist gewählt. Eine Wahl zeigt, wie weit ihr zu trauen ist.</translation>
    </message>
    <message>
        <source>Facts about the connection</source>
        <translation>Angaben zur Verbindung</translation>
    </message>
    <message>
        <source>Facts</source>
        <translation>Angaben</translation>
    </message>
    <message>
        <source>Streams</source>
        <translation>Ströme</translation>
    </message>
    <message>
        <source>Streams %L1</source>
        <comment>so many are open</comment>
        <translation>Ströme %L1</translation>
    </message>
    <message>
        <source>Facts or streams</source>
        <translation>Angaben oder Ströme</translation>
    </message>
</context>
<context>
    <name>sealcord::ConnectionsPane</name>
    <message>
        <source>Hide ended</source>
        <translation>Beendete ausblenden</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>Find a connection</source>
        <translation>Verbindung suchen</translation>
    </message>
    <message>
        <source>Show the connection&apos;s page</source>
        <translation>Seite der Verbindung zeigen</translation>
    </message>
    <message>
        <source>Only its traffic</source>
        <translation>Nur ihren Datenverkehr</translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>Adresse kopieren</translation>
    </message>
    <message>
        <source>%1 live, %2 ended</source>
        <translation>%1 verbunden, %2 beendet</translation>
    </message>
    <message>
        <source>No connection matches.</source>
        <translation>Keine Verbindung passt.</translation>
    </message>
    <message>
        <source>Disconnect</source>
        <translation>Trennen</translation>
    </message>
    <message>
        <source>Disconnect 1 agent</source>
        <translation>1 Agenten trennen</translation>
    </message>
    <message numerus="yes">
        <source>Disconnect %1 agents</source>
        <translation>
            <numerusform>%1 Agenten trennen</numerusform>
            <numerusform>%1 Agenten trennen</numerusform>
        </translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Writes to who is chosen, or else to who has waited longest</source>
        <translation>Schreibt an den, der gewählt ist, sonst an den, der am längsten wartet</translation>
    </message>
    <message>
        <source>%1 live, %2 ended, of which the last %3 are listed</source>
        <translation>%1 leben, %2 beendet, davon die letzten %3 in der Liste</translation>
    </message>
    <message>
        <source>◆ 1 waits for a reply</source>
        <translation>◆ 1 wartet auf Antwort</translation>
    </message>
    <message numerus="yes">
        <source>◆ %1 wait for a reply</source>
        <translation>
            <numerusform>◆ %1 wartet auf Antwort</numerusform>
            <numerusform>◆ %1 warten auf Antwort</numerusform>
        </translation>
    </message>
    <message>
        <source>Copied: %1</source>
        <translation>Kopiert: %1</translation>
    </message>
    <message>
        <source>By name, address, state, protection or why it ended</source>
        <translation>Nach Name, Adresse, Zustand, Schutz oder Grund des Endes</translation>
    </message>
    <message>
        <source>Shows live connections, handshakes and known agents alone</source>
        <translation>Zeigt nur bestehende Verbindungen, Handshakes und bekannte Agenten</translation>
    </message>
    <message>
        <source>%1, 1 known agent offline</source>
        <comment>how many connections</comment>
        <translation>%1, 1 bekannter Agent nicht da</translation>
    </message>
    <message numerus="yes">
        <source>%1, %2 known agents offline</source>
        <comment>how many connections, how many agents</comment>
        <translation>
            <numerusform>%1, %2 bekannter Agent nicht da</numerusform>
            <numerusform>%1, %2 bekannte Agenten nicht da</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sealcord::ConversationModel</name>
    <message>
        <source>%1, of this connection or of others</source>
        <comment>what is missing</comment>
        <translation>%1, von dieser Verbindung oder von anderen</translation>
    </message>
    <message>
        <source>Received %1, %2: %3</source>
        <comment>time, size, text</comment>
        <translation>Empfangen %1, %2: %3</translation>
    </message>
    <message>
        <source>Sent %1, %2: %3</source>
        <comment>time, size, text</comment>
        <translation>Gesendet %1, %2: %3</translation>
    </message>
</context>
<context>
    <name>sealcord::ConversationOutput</name>
    <message>
        <source>Copy the conversation</source>
        <translation>Das Gespräch kopieren</translation>
    </message>
    <message>
        <source>Save the conversation</source>
        <translation>Das Gespräch speichern</translation>
    </message>
    <message>
        <source>Copy what is selected</source>
        <translation>Ausgewähltes kopieren</translation>
    </message>
    <message>
        <source>Copying…</source>
        <translation>Wird kopiert…</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Wird gespeichert…</translation>
    </message>
    <message>
        <source>Copy all of it</source>
        <translation>Alles kopieren</translation>
    </message>
    <message>
        <source>Copy what was sent</source>
        <translation>Gesendetes kopieren</translation>
    </message>
    <message>
        <source>Copy what was received</source>
        <translation>Empfangenes kopieren</translation>
    </message>
    <message>
        <source>Save all of it as text…</source>
        <translation>Alles als Text speichern…</translation>
    </message>
    <message>
        <source>Save what was sent…</source>
        <translation>Gesendetes speichern…</translation>
    </message>
    <message>
        <source>Save what was received…</source>
        <translation>Empfangenes speichern…</translation>
    </message>
    <message>
        <source>Copied 1 turn</source>
        <translation>1 Beitrag kopiert</translation>
    </message>
    <message numerus="yes">
        <source>Copied %1 turns</source>
        <translation>
            <numerusform>%1 Beitrag kopiert</numerusform>
            <numerusform>%1 Beiträge kopiert</numerusform>
        </translation>
    </message>
    <message>
        <source>Save the conversation, decrypted</source>
        <translation>Das Gespräch speichern, entschlüsselt</translation>
    </message>
    <message>
        <source>Save one side of the conversation, decrypted</source>
        <translation>Eine Seite des Gesprächs speichern, entschlüsselt</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>Text (*.txt)</translation>
    </message>
    <message>
        <source>Bytes (*.bin)</source>
        <translation>Bytes (*.bin)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Nothing was saved: %1.</source>
        <translation>Nichts wurde gespeichert: %1.</translation>
    </message>
    <message>
        <source>Saved to %1, decrypted. Turns: %2.</source>
        <translation>In %1 gespeichert, entschlüsselt. Beiträge: %2.</translation>
    </message>
</context>
<context>
    <name>sealcord::ConversationPage</name>
    <message>
        <source>Conversation</source>
        <translation>Gespräch</translation>
    </message>
    <message>
        <source>What was said on the connection</source>
        <translation>Was auf der Verbindung gesagt wurde</translation>
    </message>
    <message>
        <source>Find in the conversation</source>
        <translation>Im Gespräch suchen</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Hex</source>
        <translation>Hex</translation>
    </message>
    <message>
        <source>Show the conversation as text</source>
        <translation>Das Gespräch als Text zeigen</translation>
    </message>
    <message>
        <source>Show the conversation in hex</source>
        <translation>Das Gespräch hexadezimal zeigen</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>1 turn</source>
        <translation>1 Beitrag</translation>
    </message>
    <message numerus="yes">
        <source>%1 turns</source>
        <translation>
            <numerusform>%1 Beitrag</numerusform>
            <numerusform>%1 Beiträge</numerusform>
        </translation>
    </message>
    <message>
        <source>With %1: %2, a part of it</source>
        <comment>an address, a count of turns</comment>
        <translation>Mit %1: %2, ein Teil davon</translation>
    </message>
    <message>
        <source>With %1: %2</source>
        <comment>an address, a count of turns</comment>
        <translation>Mit %1: %2</translation>
    </message>
    <message>
        <source>Nothing of this connection is kept. What is said from now on stands here.</source>
        <translation>Von dieser Verbindung ist nichts da. Was von jetzt an gesagt wird, steht hier.</translation>
    </message>
    <message>
        <source>Choose a row of the traffic and press Enter: what both sides of its connection say stands here.</source>
        <translation>Eine Zeile des Verkehrs auswählen und die Eingabetaste drücken: Hier steht dann, was beide Seiten ihrer Verbindung sagen.</translation>
    </message>
</context>
<context>
    <name>sealcord::DetailPane</name>
    <message>
        <source>Event</source>
        <translation>Ereignis</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>On the wire</source>
        <translation>Auf der Leitung</translation>
    </message>
    <message>
        <source>Message or its bytes on the wire</source>
        <translation>Nachricht oder ihre Bytes auf der Leitung</translation>
    </message>
    <message>
        <source>Choose a message or an event in the list to see what is in it.</source>
        <translation>Eine Nachricht oder ein Ereignis in der Liste wählen: Hier steht dann, was darin ist.</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Nummer</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>Richtung</translation>
    </message>
    <message>
        <source>Peer, time and size</source>
        <translation>Gegenstelle, Zeit und Größe</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>from %1 at %2, %3</source>
        <translation>von %1 um %2, %3</translation>
    </message>
    <message>
        <source>to %1 at %2, %3</source>
        <translation>an %1 um %2, %3</translation>
    </message>
    <message>
        <source>from %1 at %2, %3, %4 on the wire</source>
        <translation>von %1 um %2, %3, %4 auf der Leitung</translation>
    </message>
    <message>
        <source>to %1 at %2, %3, %4 on the wire</source>
        <translation>an %1 um %2, %3, %4 auf der Leitung</translation>
    </message>
    <message>
        <source>◌ waiting: not yet taken by the system</source>
        <translation>◌ wartet: vom System noch nicht angenommen</translation>
    </message>
    <message>
        <source>answered in %1</source>
        <translation>beantwortet in %1</translation>
    </message>
    <message>
        <source>Note: %1</source>
        <translation>Notiz: %1</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>18 bytes, message 3 of 12 of its record</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>a stream&apos;s target and number; its connection</comment>
        <translation>%1 · %2</translation>
    </message>
</context>
<context>
    <name>sealcord::EventColumns</name>
    <message>
        <source>Level</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
</context>
<context>
    <name>sealcord::EventDetail</name>
    <message>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>Why it ended</source>
        <translation>Grund des Endes</translation>
    </message>
    <message>
        <source>What it means</source>
        <translation>Was es bedeutet</translation>
    </message>
</context>
<context>
    <name>sealcord::EventList</name>
    <message>
        <source>Only warnings and errors</source>
        <translation>Nur Warnungen und Fehler</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>no warnings</source>
        <translation>keine Warnungen</translation>
    </message>
    <message>
        <source>1 warning</source>
        <translation>1 Warnung</translation>
    </message>
    <message numerus="yes">
        <source>%1 warnings</source>
        <translation>
            <numerusform>%1 Warnung</numerusform>
            <numerusform>%1 Warnungen</numerusform>
        </translation>
    </message>
    <message>
        <source>No warning and no error so far.</source>
        <translation>Bisher keine Warnung und kein Fehler.</translation>
    </message>
    <message>
        <source>Nothing has happened yet.</source>
        <translation>Noch ist nichts geschehen.</translation>
    </message>
</context>
<context>
    <name>sealcord::ExportDialog</name>
    <message>
        <source>Table (*.csv)</source>
        <translation>Tabelle (*.csv)</translation>
    </message>
    <message>
        <source>JSON Lines (*.jsonl)</source>
        <translation>JSON Lines (*.jsonl)</translation>
    </message>
    <message>
        <source>Packets for Wireshark (*.pcapng)</source>
        <translation>Pakete für Wireshark (*.pcapng)</translation>
    </message>
    <message>
        <source>Text, as a log tells it (*.txt)</source>
        <translation>Text wie in einem Log (*.txt)</translation>
    </message>
</context>
<context>
    <name>sealcord::FilePage</name>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Choose a file, or drop one here.</source>
        <translation>Eine Datei wählen oder hier ablegen.</translation>
    </message>
    <message>
        <source>Choose a file to send</source>
        <translation>Datei zum Senden wählen</translation>
    </message>
    <message>
        <source>Send a file</source>
        <translation>Datei senden</translation>
    </message>
    <message>
        <source>Reading the file…</source>
        <translation>Datei wird gelesen…</translation>
    </message>
    <message>
        <source>A message too long to be edited here</source>
        <translation>Eine Nachricht, die zum Ändern hier zu lang ist</translation>
    </message>
</context>
<context>
    <name>sealcord::FileReader</name>
    <message>
        <source>The system starts no thread that could read it.</source>
        <translation>Das System startet keinen Thread, der sie lesen könnte.</translation>
    </message>
</context>
<context>
    <name>sealcord::FileReaderWorker</name>
    <message>
        <source>The file is too long: a message has at most %1.</source>
        <translation>Die Datei ist zu lang: Eine Nachricht hat höchstens %1.</translation>
    </message>
    <message>
        <source>This is not a regular file.</source>
        <translation>Das ist keine gewöhnliche Datei.</translation>
    </message>
    <message>
        <source>The file cannot be read: %1.</source>
        <translation>Die Datei ist nicht lesbar: %1.</translation>
    </message>
    <message>
        <source>The file is empty. An empty message would close the connection.</source>
        <translation>Die Datei ist leer. Eine leere Nachricht würde die Verbindung schließen.</translation>
    </message>
</context>
<context>
    <name>sealcord::FilterEdit</name>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Filter, for example dir:in len&gt;100 text:&quot;hello&quot;</source>
        <translation>Filter, zum Beispiel dir:in len&gt;100 text:&quot;hello&quot;</translation>
    </message>
    <message>
        <source>“%1”: %2</source>
        <comment>a wrong word, and what is wrong with it</comment>
        <translation>„%1“: %2</translation>
    </message>
    <message>
        <source>used before</source>
        <translation>früher benutzt</translation>
    </message>
</context>
<context>
    <name>sealcord::FindBar</name>
    <message>
        <source>1 row</source>
        <translation>1 Zeile</translation>
    </message>
    <message>
        <source>1 row so far</source>
        <translation>bisher 1 Zeile</translation>
    </message>
    <message numerus="yes">
        <source>%1 rows</source>
        <translation>
            <numerusform>%1 Zeile</numerusform>
            <numerusform>%1 Zeilen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 rows so far</source>
        <translation>
            <numerusform>bisher %1 Zeile</numerusform>
            <numerusform>bisher %1 Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Find in the list</source>
        <translation>In der Liste suchen</translation>
    </message>
    <message>
        <source>Previous hit (Shift+Enter)</source>
        <translation>Voriger Treffer (Umschalt+Eingabe)</translation>
    </message>
    <message>
        <source>Next hit (Enter)</source>
        <translation>Nächster Treffer (Eingabe)</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Schließen (Esc)</translation>
    </message>
    <message>
        <source>nothing found</source>
        <translation>nichts gefunden</translation>
    </message>
    <message>
        <source>looking</source>
        <translation>sucht</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1 of %2 so far</source>
        <translation>%1 von bisher %2</translation>
    </message>
</context>
<context>
    <name>sealcord::FlightControl</name>
    <message>
        <source>Write the &amp;flight recorder</source>
        <translation>&amp;Flugschreiber schreiben</translation>
    </message>
    <message>
        <source>No flight recorder runs: the program was started without --flight-recorder.</source>
        <translation>Kein Flugschreiber läuft: Das Programm wurde ohne --flight-recorder gestartet.</translation>
    </message>
    <message>
        <source>No flight recorder runs: %1.</source>
        <translation>Kein Flugschreiber läuft: %1.</translation>
    </message>
    <message>
        <source>Writes what happened last, decrypted, into a new file</source>
        <translation>Schreibt, was zuletzt geschah, entschlüsselt in eine neue Datei</translation>
    </message>
    <message>
        <source>What happened last is in %1, decrypted.</source>
        <translation>Was zuletzt geschah, steht entschlüsselt in %1.</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Cannot write what happened last to %1: %2.</source>
        <translation>Was zuletzt geschah, kann nicht in %1 geschrieben werden: %2.</translation>
    </message>
</context>
<context>
    <name>sealcord::GoToBar</name>
    <message>
        <source>Go to</source>
        <translation>Gehe zu</translation>
    </message>
    <message>
        <source>Number or time: 4812, 10:16, 10:16:15.120</source>
        <translation>Nummer oder Zeit: 4812, 10:16, 10:16:15.120</translation>
    </message>
    <message>
        <source>Go to number or time</source>
        <translation>Zu Nummer oder Zeit gehen</translation>
    </message>
    <message>
        <source>▲ The list is empty.</source>
        <translation>▲ Die Liste ist leer.</translation>
    </message>
    <message>
        <source>▲ This is neither a number nor a time.</source>
        <translation>▲ Das ist weder eine Nummer noch eine Zeit.</translation>
    </message>
    <message>
        <source>▲ Not shown. The last one is #%1.</source>
        <translation>▲ Nicht zu sehen. Die letzte ist #%1.</translation>
    </message>
    <message>
        <source>▲ Not shown. The next one is #%1.</source>
        <translation>▲ Nicht zu sehen. Die nächste ist #%1.</translation>
    </message>
</context>
<context>
    <name>sealcord::HexView</name>
    <message>
        <source>Bytes in hex</source>
        <translation>Bytes in Hex</translation>
    </message>
    <message>
        <source>No bytes</source>
        <translation>Keine Bytes</translation>
    </message>
    <message>
        <source>Offset %1, byte %2 (%3), character %4</source>
        <translation>Position %1, Byte %2 (%3), Zeichen %4</translation>
    </message>
    <message>
        <source>%1, in field %2</source>
        <translation>%1, im Feld %2</translation>
    </message>
</context>
<context>
    <name>sealcord::IdentityFacts</name>
    <message>
        <source>Who is at the other end</source>
        <translation>Wer am anderen Ende ist</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Fingerprint of its key</source>
        <translation>Fingerabdruck seines Schlüssels</translation>
    </message>
    <message>
        <source>Its public key</source>
        <translation>Sein öffentlicher Schlüssel</translation>
    </message>
    <message>
        <source>Copy fingerprint</source>
        <translation>Fingerabdruck kopieren</translation>
    </message>
    <message>
        <source>As both programs log it: SHA256: and base64</source>
        <translation>Wie ihn beide Programme protokollieren: SHA256: und Base64</translation>
    </message>
    <message>
        <source>Copied the fingerprint</source>
        <translation>Fingerabdruck kopiert</translation>
    </message>
    <message>
        <source>The same at every connection. Compare it with what &quot;sealcord key fingerprint&quot; says there, over another channel such as a telephone call.</source>
        <translation>Bei jeder Verbindung derselbe. Vergleichen Sie ihn auf einem anderen Weg, etwa am Telefon, mit dem, was dort „sealcord key fingerprint“ ausgibt.</translation>
    </message>
    <message>
        <source>it has not said one</source>
        <translation>es hat keinen genannt</translation>
    </message>
    <message>
        <source>%1, as the list of authorised agents has it</source>
        <translation>%1, so steht es in der Liste der berechtigten Agenten</translation>
    </message>
    <message>
        <source>%1, as it calls itself: nobody has checked that</source>
        <translation>%1, so nennt es sich selbst: niemand hat das geprüft</translation>
    </message>
    <message>
        <source>not recorded</source>
        <translation>nicht aufgezeichnet</translation>
    </message>
</context>
<context>
    <name>sealcord::IdentityPage</name>
    <message>
        <source>This server has no key</source>
        <translation>Dieser Server hat keinen Schlüssel</translation>
    </message>
    <message>
        <source>It speaks classic alone, in which nobody has one: messages are encrypted, but nobody can tell who the other end is. Start it without --protocol classic, and it makes a key for itself.</source>
        <translation>Er spricht nur classic, worin niemand einen hat: Nachrichten sind verschlüsselt, aber niemand weiß, wer am anderen Ende ist. Ohne --protocol classic gestartet, macht er sich einen Schlüssel.</translation>
    </message>
    <message>
        <source>Fingerprint, to be compared</source>
        <translation>Fingerabdruck, zum Vergleichen</translation>
    </message>
    <message>
        <source>Copy the &amp;fingerprint</source>
        <translation>&amp;Fingerabdruck kopieren</translation>
    </message>
    <message>
        <source>Public key, to be given to agents</source>
        <translation>Öffentlicher Schlüssel, für Agenten</translation>
    </message>
    <message>
        <source>Copy the &amp;key</source>
        <translation>&amp;Schlüssel kopieren</translation>
    </message>
    <message>
        <source>An agent that knows this server from the first</source>
        <translation>Ein Agent, der diesen Server von Anfang an kennt</translation>
    </message>
    <message>
        <source>Copy the &amp;line</source>
        <translation>&amp;Zeile kopieren</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Key of the server</source>
        <translation>Schlüssel des Servers</translation>
    </message>
    <message>
        <source>The window is attached to no server.</source>
        <translation>Das Fenster hängt an keinem Server.</translation>
    </message>
    <message>
        <source>No server listens here. Once one does, its line is here.</source>
        <translation>Hier lauscht kein Server. Sobald einer lauscht, steht hier seine Zeile.</translation>
    </message>
</context>
<context>
    <name>sealcord::InboxPage</name>
    <message>
        <source>%1 wait, and no more are kept. Who has not come for longest makes room for who comes next, first at the address from which most wait.</source>
        <translation>%1 warten, und mehr werden nicht behalten. Wer am längsten nicht kam, macht dem Nächsten Platz, zuerst bei der Adresse, von der die meisten warten.</translation>
    </message>
    <message>
        <source>&amp;Approve…</source>
        <translation>&amp;Zulassen…</translation>
    </message>
    <message>
        <source>Agents that wait for approval</source>
        <translation>Agenten, die auf Zulassung warten</translation>
    </message>
    <message>
        <source>It is told so when it comes again, and stops. Started again, it waits again.</source>
        <translation>Das wird ihm gesagt, wenn er wiederkommt, und er hört auf. Neu gestartet, wartet er wieder.</translation>
    </message>
    <message>
        <source>Nobody waits. An agent whose key is not authorised is shown here when it comes, and gets in when it comes again after you approved it.</source>
        <translation>Niemand wartet. Ein Agent, dessen Schlüssel nicht zugelassen ist, erscheint hier, wenn er kommt, und wird eingelassen, wenn er wiederkommt, nachdem Sie ihn zugelassen haben.</translation>
    </message>
    <message>
        <source>Nobody waits, since this server asks nobody. Start it with --agents ask, and agents whose keys are not authorised wait here for your approval.</source>
        <translation>Niemand wartet, weil dieser Server niemanden fragt. Starten Sie ihn mit --agents ask, dann warten hier Agenten, deren Schlüssel nicht zugelassen sind.</translation>
    </message>
    <message numerus="yes">
        <source>&amp;Refuse %1 agents</source>
        <translation>
            <numerusform>%1 Agenten a&amp;blehnen</numerusform>
            <numerusform>%1 Agenten a&amp;blehnen</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Refuse</source>
        <translation>A&amp;blehnen</translation>
    </message>
</context>
<context>
    <name>sealcord::InspectorModel</name>
    <message>
        <source>Little endian</source>
        <translation>Little Endian</translation>
    </message>
    <message>
        <source>Big endian</source>
        <translation>Big Endian</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Art</translation>
    </message>
</context>
<context>
    <name>sealcord::JsonModel</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
</context>
<context>
    <name>sealcord::KeysPage</name>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Keys and what they do</source>
        <translation>Tasten und was sie tun</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Taste</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Was sie tut</translation>
    </message>
    <message>
        <source>While the filter has the focus</source>
        <translation>Solange der Filter den Fokus hat</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Close what is offered, then clear the filter</source>
        <translation>Vorschläge schließen, dann den Filter leeren</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>Tab</translation>
    </message>
    <message>
        <source>Take the first that is offered</source>
        <translation>Den ersten Vorschlag nehmen</translation>
    </message>
    <message>
        <source>Up, Down</source>
        <translation>Hoch, Runter</translation>
    </message>
    <message>
        <source>Former filters</source>
        <translation>Frühere Filter</translation>
    </message>
    <message>
        <source>While the bytes have the focus</source>
        <translation>Solange die Bytes den Fokus haben</translation>
    </message>
    <message>
        <source>Alt+Left, Alt+Right</source>
        <translation>Alt+Links, Alt+Rechts</translation>
    </message>
    <message>
        <source>The field before, the next field</source>
        <translation>Das Feld davor, das Feld danach</translation>
    </message>
    <message>
        <source>While a message is written</source>
        <translation>Solange eine Nachricht geschrieben wird</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Former messages</source>
        <translation>Frühere Nachrichten</translation>
    </message>
    <message>
        <source>While two messages are compared</source>
        <translation>Solange zwei Nachrichten verglichen werden</translation>
    </message>
    <message>
        <source>F8, Shift+F8</source>
        <translation>F8, Umschalt+F8</translation>
    </message>
    <message>
        <source>The next difference, the one before</source>
        <translation>Der nächste Unterschied, der vorige</translation>
    </message>
    <message>
        <source>While the list of traffic has the focus</source>
        <translation>Solange die Liste des Verkehrs den Fokus hat</translation>
    </message>
    <message>
        <source>Show the conversation of the row&apos;s connection</source>
        <translation>Das Gespräch der Verbindung dieser Zeile zeigen</translation>
    </message>
    <message>
        <source>While the conversation has the focus</source>
        <translation>Solange das Gespräch den Fokus hat</translation>
    </message>
    <message>
        <source>Show the turn in the detail</source>
        <translation>Den Beitrag im Detail zeigen</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>The newest turn, and follow</source>
        <translation>Der neueste Beitrag, und folgen</translation>
    </message>
    <message>
        <source>F3, Shift+F3</source>
        <translation>F3, Umschalt+F3</translation>
    </message>
    <message>
        <source>The next hit, the one before</source>
        <translation>Der nächste Treffer, der vorige</translation>
    </message>
</context>
<context>
    <name>sealcord::KnownAgentActions</name>
    <message>
        <source>Notify me…</source>
        <translation>Mich benachrichtigen…</translation>
    </message>
    <message>
        <source>When it comes</source>
        <translation>Wenn er kommt</translation>
    </message>
    <message>
        <source>When it goes</source>
        <translation>Wenn er geht</translation>
    </message>
    <message>
        <source>When it is silent for %1 minutes</source>
        <translation>Wenn er %1 Minuten schweigt</translation>
    </message>
    <message>
        <source>Forget this agent</source>
        <translation>Diesen Agenten vergessen</translation>
    </message>
    <message numerus="yes">
        <source>Forget %1 agents</source>
        <translation>
            <numerusform>%1 Agenten vergessen</numerusform>
            <numerusform>%1 Agenten vergessen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sealcord::LimitsForm</name>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
</context>
<context>
    <name>sealcord::MarkBar</name>
    <message>
        <source>Mark</source>
        <translation>Markierung</translation>
    </message>
    <message>
        <source>Remove mark</source>
        <translation>Markierung entfernen</translation>
    </message>
    <message>
        <source>Note, may be empty</source>
        <translation>Notiz, darf leer sein</translation>
    </message>
    <message>
        <source>Note of the mark</source>
        <translation>Notiz der Markierung</translation>
    </message>
    <message>
        <source>◆ Mark #%1</source>
        <translation>◆ Markierung #%1</translation>
    </message>
</context>
<context>
    <name>sealcord::MessageBar</name>
    <message>
        <source>Close this message</source>
        <translation>Diese Meldung schließen</translation>
    </message>
</context>
<context>
    <name>sealcord::MessageComparison</name>
    <message>
        <source>#%1 %2 from %3 at %4, %5</source>
        <translation>#%1 %2 von %3 um %4, %5</translation>
    </message>
    <message>
        <source>#%1 %2 to %3 at %4, %5</source>
        <translation>#%1 %2 an %3 um %4, %5</translation>
    </message>
    <message>
        <source>%1 on the right only</source>
        <translation>%1 nur rechts</translation>
    </message>
    <message>
        <source>%1 on the left only</source>
        <translation>%1 nur links</translation>
    </message>
    <message>
        <source>%1 on the left, %2 on the right</source>
        <translation>%1 links, %2 rechts</translation>
    </message>
</context>
<context>
    <name>sealcord::MessageEditor</name>
    <message>
        <source>How the message is written</source>
        <translation>Wie die Nachricht geschrieben ist</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Hex</source>
        <translation>Hex</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Text with escapes (\n \x0a), bytes in hex, or a whole file.</source>
        <translation>Text mit Escapes (\n \x0a), Bytes in Hex oder eine ganze Datei.</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>Type a message, Enter sends</source>
        <translation>Nachricht schreiben, Eingabe sendet</translation>
    </message>
    <message>
        <source>Escapes: \n \r \t \0 \\ \{ \xNN \u{N}.
Filled in each time: {{counter}} {{time}} {{unixms}} {{random 16}} {{len}}.
Up and Down: what was sent before.</source>
        <translation>Escapes: \n \r \t \0 \\ \{ \xNN \u{N}.
Jedes Mal ausgefüllt: {{counter}} {{time}} {{unixms}} {{random 16}} {{len}}.
Auf und Ab: was zuvor gesendet wurde.</translation>
    </message>
    <message>
        <source>The line takes no more than %1 characters. Send a file instead.</source>
        <translation>Die Zeile nimmt höchstens %1 Zeichen. Stattdessen eine Datei senden.</translation>
    </message>
    <message>
        <source>An empty message would close the connection, so it is not sent.</source>
        <translation>Eine leere Nachricht würde die Verbindung schließen, darum wird sie nicht gesendet.</translation>
    </message>
    <message>
        <source>Too long: a message has at most %1, this has %2.</source>
        <translation>Zu lang: Eine Nachricht hat höchstens %1, diese hat %2.</translation>
    </message>
</context>
<context>
    <name>sealcord::MessageFindBar</name>
    <message>
        <source>Find in this message</source>
        <translation>In dieser Nachricht suchen</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Hex</source>
        <translation>Hex</translation>
    </message>
    <message>
        <source>What to find</source>
        <translation>Was zu suchen ist</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>Vorige</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Nächste</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Not hex: two digits for each byte</source>
        <translation>Kein Hex: zwei Ziffern je Byte</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>Sucht…</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Nicht gefunden</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1 of %2 or more</source>
        <translation>%1 von %2 oder mehr</translation>
    </message>
    <message>
        <source>What is looked for: text as UTF-8, or bytes in hex</source>
        <translation>Was gesucht wird: Text als UTF-8 oder Bytes in Hex</translation>
    </message>
</context>
<context>
    <name>sealcord::MessagePair</name>
    <message>
        <source>Shows them side by side, with what differs lit</source>
        <translation>Zeigt sie nebeneinander und hebt hervor, was verschieden ist</translation>
    </message>
    <message>
        <source>More than two messages are marked: select two of them</source>
        <translation>Mehr als zwei Nachrichten sind markiert: zwei davon auswählen</translation>
    </message>
    <message>
        <source>Mark two messages with Ctrl+M, or select two rows</source>
        <translation>Zwei Nachrichten mit Strg+M markieren oder zwei Zeilen auswählen</translation>
    </message>
</context>
<context>
    <name>sealcord::MessagePane</name>
    <message>
        <source>Copy as</source>
        <translation>Kopieren als</translation>
    </message>
    <message>
        <source>Decoding…</source>
        <translation>Wird gelesen…</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>Sucht…</translation>
    </message>
    <message>
        <source>Copying…</source>
        <translation>Wird kopiert…</translation>
    </message>
    <message>
        <source>Decoding was cancelled: the message is shown as bytes and text.</source>
        <translation>Das Lesen wurde abgebrochen: Die Nachricht wird als Bytes und Text gezeigt.</translation>
    </message>
    <message>
        <source>Message as JSON</source>
        <translation>Nachricht als JSON</translation>
    </message>
    <message>
        <source>Values at the cursor</source>
        <translation>Werte an der Schreibmarke</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Hex</source>
        <translation>Hex</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>Inspektor</translation>
    </message>
    <message>
        <source>How the message is shown</source>
        <translation>Wie die Nachricht gezeigt wird</translation>
    </message>
    <message>
        <source>Copies what is selected, or all of the message</source>
        <translation>Kopiert die Auswahl oder die ganze Nachricht</translation>
    </message>
    <message>
        <source>The first %1 values of the JSON are shown.</source>
        <translation>Die ersten %1 Werte des JSON werden gezeigt.</translation>
    </message>
    <message>
        <source>Filter by this</source>
        <translation>Danach filtern</translation>
    </message>
    <message>
        <source>Filter this out</source>
        <translation>Dies ausfiltern</translation>
    </message>
</context>
<context>
    <name>sealcord::MessageTemplate</name>
    <message>
        <source>The closing }} is missing.</source>
        <translation>Die schließende }} fehlt.</translation>
    </message>
    <message>
        <source>Unknown: there are {{counter}}, {{time}}, {{unixms}}, {{random 16}} and {{len}}.</source>
        <translation>Unbekannt: Es gibt {{counter}}, {{time}}, {{unixms}}, {{random 16}} und {{len}}.</translation>
    </message>
    <message>
        <source>{{random N}} takes how many bytes: 1 to 16777216.</source>
        <translation>{{random N}} braucht die Zahl der Bytes: 1 bis 16777216.</translation>
    </message>
    <message>
        <source>This is half of a character.</source>
        <translation>Das ist ein halbes Zeichen.</translation>
    </message>
    <message>
        <source>A backslash begins an escape. Write \\ for a backslash.</source>
        <translation>Ein Backslash beginnt ein Escape. Ein Backslash selbst ist \\.</translation>
    </message>
    <message>
        <source>Unknown escape: there are \n \r \t \0 \\ \{ \xNN and \u{N}.</source>
        <translation>Unbekanntes Escape: Es gibt \n \r \t \0 \\ \{ \xNN und \u{N}.</translation>
    </message>
    <message>
        <source>\x takes two hexadecimal digits, as in \x0a.</source>
        <translation>\x braucht zwei Hexziffern wie in \x0a.</translation>
    </message>
    <message>
        <source>\u takes one to six hexadecimal digits in braces, as in \u{20ac}.</source>
        <translation>\u braucht eine bis sechs Hexziffern in geschweiften Klammern wie in \u{20ac}.</translation>
    </message>
    <message>
        <source>There is no character with this number.</source>
        <translation>Ein Zeichen mit dieser Nummer gibt es nicht.</translation>
    </message>
    <message>
        <source>This is no hexadecimal digit.</source>
        <translation>Das ist keine Hexziffer.</translation>
    </message>
    <message>
        <source>A byte has two digits, this has one.</source>
        <translation>Ein Byte hat zwei Ziffern, dieses hat eine.</translation>
    </message>
    <message>
        <source>The digits behind %1 are missing.</source>
        <translation>Die Ziffern nach %1 fehlen.</translation>
    </message>
</context>
<context>
    <name>sealcord::NamedFilters</name>
    <message>
        <source>Named filters</source>
        <translation>Benannte Filter</translation>
    </message>
    <message>
        <source>Name of this filter, Enter keeps it</source>
        <translation>Name dieses Filters, Eingabe merkt ihn</translation>
    </message>
    <message>
        <source>Name of the filter</source>
        <translation>Name des Filters</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
</context>
<context>
    <name>sealcord::NewRowsButton</name>
    <message>
        <source>Go to the newest row and follow again (End)</source>
        <translation>Zur neuesten Zeile gehen und wieder folgen (Ende)</translation>
    </message>
    <message>
        <source>%1 new ↓</source>
        <comment>rows that came meanwhile</comment>
        <translation>%1 neue ↓</translation>
    </message>
    <message>
        <source>%1 new rows: go to the newest</source>
        <translation>%1 neue Zeilen: zur neuesten gehen</translation>
    </message>
</context>
<context>
    <name>sealcord::OfflineModel</name>
    <message>
        <source>1 reconnect</source>
        <translation>1-mal wieder verbunden</translation>
    </message>
    <message numerus="yes">
        <source>%1 reconnects</source>
        <translation>
            <numerusform>%1-mal wieder verbunden</numerusform>
            <numerusform>%1-mal wieder verbunden</numerusform>
        </translation>
    </message>
    <message>
        <source>offline</source>
        <translation>nicht da</translation>
    </message>
    <message>
        <source>Not connected. Last seen %1, %2.</source>
        <translation>Nicht verbunden. Zuletzt gesehen %1, %2.</translation>
    </message>
    <message>
        <source>□ offline</source>
        <translation>□ nicht da</translation>
    </message>
</context>
<context>
    <name>sealcord::PauseStrip</name>
    <message>
        <source>Paused. %1 came meanwhile, %2 of them are not kept: there was no room.</source>
        <translation>Angehalten. Inzwischen kamen %1, davon wurden %2 nicht behalten: Es war kein Platz.</translation>
    </message>
    <message>
        <source>Paused. Nothing has come meanwhile.</source>
        <translation>Angehalten. Inzwischen kam nichts.</translation>
    </message>
    <message>
        <source>Paused. %1 came meanwhile.</source>
        <translation>Angehalten. Inzwischen kamen %1.</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Show what came meanwhile (Space in the list)</source>
        <translation>Zeigen, was inzwischen kam (Leertaste in der Liste)</translation>
    </message>
</context>
<context>
    <name>sealcord::PendingModel</name>
    <message>
        <source>no name</source>
        <translation>kein Name</translation>
    </message>
    <message>
        <source>Calls itself</source>
        <translation>Nennt sich</translation>
    </message>
    <message>
        <source>Key&apos;s fingerprint</source>
        <translation>Fingerabdruck des Schlüssels</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Waits since (UTC)</source>
        <translation>Wartet seit (UTC)</translation>
    </message>
    <message>
        <source>Came last (UTC)</source>
        <translation>Kam zuletzt (UTC)</translation>
    </message>
    <message>
        <source>Tries</source>
        <translation>Versuche</translation>
    </message>
    <message numerus="yes">
        <source>%1 agents wait for your approval.</source>
        <translation>
            <numerusform>%1 Agent wartet auf Ihre Zulassung.</numerusform>
            <numerusform>%1 Agenten warten auf Ihre Zulassung.</numerusform>
        </translation>
    </message>
    <message>
        <source>1 agent waits for your approval: %1 from %2.</source>
        <translation>1 Agent wartet auf Ihre Zulassung: %1 von %2.</translation>
    </message>
</context>
<context>
    <name>sealcord::PlainTextView</name>
    <message>
        <source>Message as text</source>
        <translation>Nachricht als Text</translation>
    </message>
    <message>
        <source>Copied the selected text</source>
        <translation>Ausgewählten Text kopiert</translation>
    </message>
</context>
<context>
    <name>sealcord::PortBox</name>
    <message>
        <source>From 1 to 65535; 0: the system picks one</source>
        <translation>Von 1 bis 65535; 0: Das System wählt einen</translation>
    </message>
    <message>
        <source>A port is a number from 1 to 65535</source>
        <translation>Ein Port ist eine Zahl von 1 bis 65535</translation>
    </message>
</context>
<context>
    <name>sealcord::QuantityBox</name>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
</context>
<context>
    <name>sealcord::RecordingControl</name>
    <message>
        <source>What happens is recorded. Press to stop.</source>
        <translation>Was geschieht, wird aufgezeichnet. Drücken beendet es.</translation>
    </message>
    <message>
        <source>A recording holds every message decrypted. The file is for you alone; whoever gets a copy can read all that was said.</source>
        <translation>Eine Aufzeichnung enthält jede Nachricht entschlüsselt. Die Datei ist für Sie allein; wer eine Kopie bekommt, kann alles lesen, was gesagt wurde.</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>Datei wählen…</translation>
    </message>
    <message>
        <source>Record to</source>
        <translation>Aufzeichnen in</translation>
    </message>
    <message>
        <source>Nothing is recorded: %1.</source>
        <translation>Nichts wird aufgezeichnet: %1.</translation>
    </message>
    <message>
        <source>Choose another file…</source>
        <translation>Andere Datei wählen…</translation>
    </message>
    <message>
        <source>Recorded %1 to %2.</source>
        <translation>%1 in %2 aufgezeichnet.</translation>
    </message>
    <message>
        <source>Cannot record to %1: %2. What happens meanwhile is counted, and writing is tried again each second.</source>
        <translation>Aufzeichnen in %1 geht nicht: %2. Was inzwischen geschieht, wird gezählt, und das Schreiben jede Sekunde wieder versucht.</translation>
    </message>
    <message>
        <source>Recording again. Messages and events that are missing: %1.</source>
        <translation>Es wird wieder aufgezeichnet. Fehlende Nachrichten und Ereignisse: %1.</translation>
    </message>
    <message>
        <source>Stop &amp;recording</source>
        <translation>Aufzeichnung &amp;beenden</translation>
    </message>
    <message>
        <source>&amp;Record…</source>
        <translation>&amp;Aufzeichnen…</translation>
    </message>
    <message>
        <source>● Not recording: %1</source>
        <translation>● Zeichnet nicht auf: %1</translation>
    </message>
    <message>
        <source>● Recording %1, %2</source>
        <translation>● Zeichnet auf: %1, %2</translation>
    </message>
    <message>
        <source>Stop recording</source>
        <translation>Aufzeichnung beenden</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>Öffnen</translation>
    </message>
</context>
<context>
    <name>sealcord::RecordingDialog</name>
    <message>
        <source>Recordings (*.sealcord)</source>
        <translation>Aufzeichnungen (*.sealcord)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Open a recording</source>
        <translation>Aufzeichnung öffnen</translation>
    </message>
    <message>
        <source>Recordings and their exports as JSON (%1)</source>
        <translation>Aufzeichnungen und ihre Exporte als JSON (%1)</translation>
    </message>
</context>
<context>
    <name>sealcord::RecordingWindow</name>
    <message>
        <source>%1 – recording</source>
        <translation>%1 – Aufzeichnung</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>Nothing was recorded.</source>
        <translation>Es wurde nichts aufgezeichnet.</translation>
    </message>
    <message>
        <source>How much of the recording was read</source>
        <translation>Wie viel der Aufzeichnung gelesen ist</translation>
    </message>
    <message>
        <source>Stop reading</source>
        <translation>Lesen beenden</translation>
    </message>
    <message>
        <source>It cannot be read: %1.</source>
        <translation>Sie kann nicht gelesen werden: %1.</translation>
    </message>
    <message>
        <source>Recording of a server, begun %1.</source>
        <translation>Aufzeichnung eines Servers, begonnen %1.</translation>
    </message>
    <message>
        <source>Recording of an agent, begun %1.</source>
        <translation>Aufzeichnung eines Agenten, begonnen %1.</translation>
    </message>
    <message>
        <source>Recording: %1.</source>
        <translation>Aufzeichnung: %1.</translation>
    </message>
    <message>
        <source>Messages and events: %1.</source>
        <translation>Nachrichten und Ereignisse: %1.</translation>
    </message>
    <message>
        <source>Not recorded: %1.</source>
        <translation>Nicht aufgezeichnet: %1.</translation>
    </message>
    <message>
        <source>Damaged lines, which are left out: %1; the first is line %2.</source>
        <translation>Beschädigte Zeilen, die ausgelassen sind: %1; die erste ist Zeile %2.</translation>
    </message>
    <message>
        <source>It is cut off in the middle of a line, or still being written.</source>
        <translation>Sie bricht mitten in einer Zeile ab oder wird noch geschrieben.</translation>
    </message>
    <message>
        <source>Reading was stopped: there is more in the file.</source>
        <translation>Das Lesen wurde beendet: Die Datei enthält mehr.</translation>
    </message>
    <message>
        <source>&amp;Earlier</source>
        <translation>&amp;Früher</translation>
    </message>
    <message>
        <source>Show what stands in the file before the first row of the list</source>
        <translation>Zeigen, was in der Datei vor der ersten Zeile der Liste steht</translation>
    </message>
    <message>
        <source>&amp;Later</source>
        <translation>&amp;Später</translation>
    </message>
    <message>
        <source>Show what stands in the file behind the last row of the list</source>
        <translation>Zeigen, was in der Datei hinter der letzten Zeile der Liste steht</translation>
    </message>
    <message>
        <source>Filtered: %p%</source>
        <translation>Gefiltert: %p %</translation>
    </message>
    <message>
        <source>Read: %p%</source>
        <translation>Gelesen: %p %</translation>
    </message>
    <message>
        <source>Stop filtering</source>
        <translation>Filtern beenden</translation>
    </message>
    <message>
        <source>Filtering was stopped behind #%1.</source>
        <translation>Das Filtern wurde hinter #%1 beendet.</translation>
    </message>
    <message>
        <source>Filtering was stopped.</source>
        <translation>Das Filtern wurde beendet.</translation>
    </message>
    <message>
        <source>Filtered from #%1 on.</source>
        <translation>Gefiltert ab #%1.</translation>
    </message>
    <message>
        <source>Shown from #%1 on.</source>
        <translation>Gezeigt ab #%1.</translation>
    </message>
    <message>
        <source>Filtered from #%1 to #%2.</source>
        <translation>Gefiltert von #%1 bis #%2.</translation>
    </message>
    <message>
        <source>Shown from #%1 to #%2.</source>
        <translation>Gezeigt von #%1 bis #%2.</translation>
    </message>
</context>
<context>
    <name>sealcord::RepeatBox</name>
    <message>
        <source>How many times to send</source>
        <translation>Wie oft gesendet wird</translation>
    </message>
    <message>
        <source>How many times to send. 0 is until stopped.</source>
        <translation>Wie oft gesendet wird. 0 heißt bis zum Stopp.</translation>
    </message>
    <message>
        <source>Time between two messages</source>
        <translation>Zeit zwischen zwei Nachrichten</translation>
    </message>
    <message>
        <source>Time between two messages: 250 ms, 1 s, 2 min, 1 h.</source>
        <translation>Zeit zwischen zwei Nachrichten: 250 ms, 1 s, 2 min, 1 h.</translation>
    </message>
    <message>
        <source>every</source>
        <comment>Send 5 times every 1 s</comment>
        <translation>alle</translation>
    </message>
</context>
<context>
    <name>sealcord::ResendSelection</name>
    <message numerus="yes">
        <source>Resend %1 messages with their gaps</source>
        <translation>
            <numerusform>%1 Nachricht mit Abstand nochmals senden</numerusform>
            <numerusform>%1 Nachrichten mit ihren Abständen nochmals senden</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sealcord::ResendStrip</name>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Leaves the others unsent (Esc in the list)</source>
        <translation>Lässt die anderen ungesendet (Esc in der Liste)</translation>
    </message>
    <message>
        <source>Resending %1 of %2…</source>
        <translation>Sendet %1 von %2 nochmals…</translation>
    </message>
    <message>
        <source>Resending %1 of %2, the next in %3…</source>
        <translation>Sendet %1 von %2 nochmals, die nächste in %3…</translation>
    </message>
    <message>
        <source>Not resent: its connection has ended.</source>
        <translation>Nicht nochmals gesendet: Ihre Verbindung ist beendet.</translation>
    </message>
    <message>
        <source>Stopped: %1 of %2 messages were resent.</source>
        <translation>Beendet: %1 von %2 Nachrichten wurden nochmals gesendet.</translation>
    </message>
    <message>
        <source>All %1 messages were resent.</source>
        <translation>Alle %1 Nachrichten wurden nochmals gesendet.</translation>
    </message>
    <message>
        <source>%1 of %2 messages were resent.</source>
        <translation>%1 von %2 Nachrichten wurden nochmals gesendet.</translation>
    </message>
    <message>
        <source>Not sent because their connection has ended: %1.</source>
        <translation>Nicht gesendet, weil ihre Verbindung beendet ist: %1.</translation>
    </message>
    <message>
        <source>Failed: %1. The last time: %2.</source>
        <translation>Fehlgeschlagen: %1. Zuletzt: %2.</translation>
    </message>
</context>
<context>
    <name>sealcord::RoundTripView</name>
    <message>
        <source>Plot of the last round trips</source>
        <translation>Verlauf der letzten Umlaufzeiten</translation>
    </message>
    <message>
        <source>No round trip yet</source>
        <translation>Noch keine Umlaufzeit</translation>
    </message>
    <message>
        <source>Round trip: last %1, median %2, p99 %3</source>
        <translation>Umlaufzeit: letzte %1, Median %2, p99 %3</translation>
    </message>
    <message>
        <source>Round trip %1</source>
        <translation>Umlaufzeit %1</translation>
    </message>
    <message>
        <source>How long a message and its echo were under way: the last one, the middle one of the last %1, and the time within which 99 of 100 came back.</source>
        <translation>Wie lange eine Nachricht und ihr Echo unterwegs waren: die letzte, die mittlere der letzten %1, und die Zeit, in der 99 von 100 zurückkamen.</translation>
    </message>
</context>
<context>
    <name>sealcord::SecurityPage</name>
    <message>
        <source>Security</source>
        <translation>Sicherheit</translation>
    </message>
    <message>
        <source>Back to the connection</source>
        <translation>Zurück zur Verbindung</translation>
    </message>
    <message>
        <source>About security</source>
        <translation>Zur Sicherheit</translation>
    </message>
    <message>
        <source>What this protection gives</source>
        <translation>Was dieser Schutz leistet</translation>
    </message>
    <message>
        <source>What it does not give</source>
        <translation>Was er nicht leistet</translation>
    </message>
    <message>
        <source>How to tell whether somebody sits in between</source>
        <translation>Woran zu erkennen ist, ob jemand dazwischen sitzt</translation>
    </message>
    <message>
        <source>On this machine</source>
        <translation>Auf diesem Rechner</translation>
    </message>
    <message>
        <source>Keys are never shown, copied or written, and their memory is overwritten at their end. Messages are not: they stay in memory while the window keeps them.</source>
        <translation>Schlüssel werden nie gezeigt, kopiert oder geschrieben, und ihr Speicher wird am Ende überschrieben. Der von Nachrichten nicht: Sie bleiben im Speicher, solange das Fenster sie behält.</translation>
    </message>
</context>
<context>
    <name>sealcord::ServerCodes</name>
    <message>
        <source>It is not connected.</source>
        <translation>Er ist nicht verbunden.</translation>
    </message>
    <message>
        <source>The server&apos;s key was given to this agent, which counts as verified already.</source>
        <translation>Der Schlüssel des Servers wurde diesem Agenten mitgegeben und gilt damit schon als geprüft.</translation>
    </message>
    <message>
        <source>That is being written down.</source>
        <translation>Das wird aufgeschrieben.</translation>
    </message>
    <message>
        <source>The server&apos;s key is written down as verified. That counts from the next connection on; this one keeps the protection that it began with.</source>
        <translation>Der Schlüssel des Servers ist als geprüft aufgeschrieben. Das gilt ab der nächsten Verbindung; diese behält den Schutz, mit dem sie begann.</translation>
    </message>
    <message>
        <source>It cannot be written down that the server&apos;s key is verified: %1</source>
        <translation>Dass der Schlüssel des Servers geprüft ist, lässt sich nicht aufschreiben: %1</translation>
    </message>
</context>
<context>
    <name>sealcord::ServerHead</name>
    <message>
        <source>This machine only</source>
        <translation>Nur dieser Rechner</translation>
    </message>
    <message>
        <source>Every network, IPv4</source>
        <translation>Jedes Netz, IPv4</translation>
    </message>
    <message>
        <source>Every network, IPv6 and IPv4</source>
        <translation>Jedes Netz, IPv6 und IPv4</translation>
    </message>
    <message>
        <source>Address to listen on</source>
        <translation>Adresse, auf der gewartet wird</translation>
    </message>
    <message>
        <source>Port to listen on</source>
        <translation>Port, auf dem gewartet wird</translation>
    </message>
    <message>
        <source>What the server is doing</source>
        <translation>Was der Server tut</translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation>&amp;Adresse</translation>
    </message>
    <message>
        <source>&amp;Port</source>
        <translation>&amp;Port</translation>
    </message>
    <message>
        <source>All agents together</source>
        <translation>Alle Agenten zusammen</translation>
    </message>
    <message>
        <source>○ Stopped</source>
        <translation>○ Gestoppt</translation>
    </message>
    <message>
        <source>◌ Starting…</source>
        <translation>◌ Startet…</translation>
    </message>
    <message>
        <source>● Listening on %1</source>
        <translation>● Wartet auf %1</translation>
    </message>
    <message>
        <source>◌ Stopping: saying goodbye…</source>
        <translation>◌ Stoppt: verabschiedet sich…</translation>
    </message>
    <message>
        <source>1 agent</source>
        <translation>1 Agent</translation>
    </message>
    <message numerus="yes">
        <source>%1 agents</source>
        <translation>
            <numerusform>%1 Agent</numerusform>
            <numerusform>%1 Agenten</numerusform>
        </translation>
    </message>
    <message>
        <source>Of this machine: agents on its network reach the server there</source>
        <translation>Dieses Rechners: Agenten in seinem Netz erreichen den Server dort</translation>
    </message>
    <message>
        <source>All agents together in the last second; bytes are of plaintext</source>
        <translation>Alle Agenten zusammen in der letzten Sekunde; Bytes sind Klartext</translation>
    </message>
    <message>
        <source>Messages a second, both ways added, over the last minute</source>
        <translation>Nachrichten pro Sekunde, beide Richtungen zusammen, über die letzte Minute</translation>
    </message>
    <message>
        <source>%1   in %2 msg/s, %3/s   out %4 msg/s, %5/s</source>
        <comment>agents, messages and bytes a second each way</comment>
        <translation>%1   hinein %2 N/s, %3/s   hinaus %4 N/s, %5/s</translation>
    </message>
    <message>
        <source>● Attached to the server on %1</source>
        <translation>● Angehängt an den Server auf %1</translation>
    </message>
    <message>
        <source>◌ Waiting for the server…</source>
        <translation>◌ Wartet auf den Server…</translation>
    </message>
    <message>
        <source>○ Not attached</source>
        <translation>○ Nicht angehängt</translation>
    </message>
</context>
<context>
    <name>sealcord::ServerWindow</name>
    <message>
        <source>Sealcord server</source>
        <translation>Sealcord-Server</translation>
    </message>
    <message>
        <source>Replies</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Echo</source>
        <translation>Echo</translation>
    </message>
    <message>
        <source>Manual</source>
        <translation>Von Hand</translation>
    </message>
    <message>
        <source>Every message is sent back</source>
        <translation>Jede Nachricht wird zurückgesendet</translation>
    </message>
    <message>
        <source>Nothing is sent but what you send</source>
        <translation>Gesendet wird nur, was hier von Hand gesendet wird</translation>
    </message>
    <message>
        <source>&amp;Replies</source>
        <translation>An&amp;tworten</translation>
    </message>
    <message>
        <source>&amp;Server</source>
        <translation>&amp;Server</translation>
    </message>
    <message>
        <source>&amp;Open an agent window</source>
        <translation>&amp;Agent-Fenster öffnen</translation>
    </message>
    <message>
        <source>%1 could not be started.</source>
        <translation>%1 ließ sich nicht starten.</translation>
    </message>
    <message>
        <source>&amp;Copy the command that starts an agent</source>
        <translation>Befehl &amp;kopieren, der einen Agenten startet</translation>
    </message>
    <message>
        <source>This is no address to listen on. 127.0.0.1 is this machine only, 0.0.0.0 every network.</source>
        <translation>Auf dieser Adresse lässt sich nicht warten. 127.0.0.1 ist nur dieser Rechner, 0.0.0.0 jedes Netz.</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppen</translation>
    </message>
    <message>
        <source>The server is stopped.</source>
        <translation>Der Server ist gestoppt.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Nochmals versuchen</translation>
    </message>
    <message>
        <source>Port %1 is in use by another program.</source>
        <translation>Port %1 wird von einem anderen Programm benutzt.</translation>
    </message>
    <message>
        <source>Use %1</source>
        <translation>%1 nehmen</translation>
    </message>
    <message>
        <source>No agent has connected yet. Start one: %1</source>
        <translation>Noch hat sich kein Agent verbunden. So startet einer: %1</translation>
    </message>
    <message>
        <source>Nothing has been said yet. What agents send appears here.</source>
        <translation>Noch ist nichts gesagt. Was Agenten senden, erscheint hier.</translation>
    </message>
    <message>
        <source>Stopped. What stands in the field is no address to listen on.</source>
        <translation>Gestoppt. Auf dem, was im Feld steht, lässt sich nicht warten.</translation>
    </message>
    <message>
        <source>Stopped. Start waits for agents on %1.</source>
        <translation>Gestoppt. Starten wartet auf %1 auf Agenten.</translation>
    </message>
    <message>
        <source>Stopped. When agents are connected, what they send appears here.</source>
        <translation>Gestoppt. Sind Agenten verbunden, erscheint hier, was sie senden.</translation>
    </message>
    <message>
        <source>What becomes of the messages of agents</source>
        <translation>Was mit den Nachrichten der Agenten geschieht</translation>
    </message>
    <message>
        <source>Copied: %1</source>
        <translation>Kopiert: %1</translation>
    </message>
    <message>
        <source>Sealcord server, %1</source>
        <translation>Sealcord-Server, %1</translation>
    </message>
    <message>
        <source>Waits for agents on this address and port</source>
        <translation>Wartet an dieser Adresse und diesem Port auf Agenten</translation>
    </message>
    <message>
        <source>Says goodbye to every agent and stops listening</source>
        <translation>Verabschiedet sich von jedem Agenten und wartet auf keinen mehr</translation>
    </message>
    <message>
        <source>Stop, ends 1 agent</source>
        <translation>Anhalten, trennt 1 Agenten</translation>
    </message>
    <message numerus="yes">
        <source>Stop, ends %1 agents</source>
        <translation>
            <numerusform>Anhalten, trennt %1 Agenten</numerusform>
            <numerusform>Anhalten, trennt %1 Agenten</numerusform>
        </translation>
    </message>
    <message>
        <source>This machine&apos;s other addresses: %1</source>
        <translation>Weitere Adressen dieses Rechners: %1</translation>
    </message>
    <message>
        <source>&amp;Attach to a running server…</source>
        <translation>An l&amp;aufenden Server anhängen…</translation>
    </message>
    <message>
        <source>Another window could not be started.</source>
        <translation>Ein weiteres Fenster konnte nicht gestartet werden.</translation>
    </message>
    <message>
        <source>No service is forwarded or exposed. Start with --forward web=127.0.0.1:80 to let agents reach one behind this server, or with --expose 8080=web@pump-3 to bring what an agent publishes to a port here.</source>
        <translation>Kein Dienst ist weitergeleitet oder hier erreichbar. Mit --forward web=127.0.0.1:80 gestartet, lässt der Server Agenten einen Dienst hinter sich erreichen; mit --expose 8080=web@pump-3 bringt er, was ein Agent veröffentlicht, an einen Port hier.</translation>
    </message>
</context>
<context>
    <name>sealcord::ServiceModel</name>
    <message>
        <source>forwarded</source>
        <comment>a service that agents may reach</comment>
        <translation>weitergeleitet</translation>
    </message>
    <message>
        <source>exposed</source>
        <comment>a port that leads to an agent&apos;s service</comment>
        <translation>hier erreichbar</translation>
    </message>
    <message>
        <source>local port</source>
        <translation>lokaler Port</translation>
    </message>
    <message>
        <source>published</source>
        <comment>an agent&apos;s service</comment>
        <translation>veröffentlicht</translation>
    </message>
    <message>
        <source>✕ %1</source>
        <comment>why a port does not listen</comment>
        <translation>✕ %1</translation>
    </message>
    <message>
        <source>○ not running</source>
        <translation>○ läuft nicht</translation>
    </message>
    <message>
        <source>● listening</source>
        <translation>● lauscht</translation>
    </message>
    <message>
        <source>● offered</source>
        <comment>a service</comment>
        <translation>● angeboten</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Used by</source>
        <translation>Genutzt von</translation>
    </message>
    <message>
        <source>Streams</source>
        <comment>so many are open</comment>
        <translation>Ströme</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>○ agent not connected</source>
        <comment>a port that leads to it</comment>
        <translation>○ Agent nicht verbunden</translation>
    </message>
    <message>
        <source>To the service, by whichever port they come</source>
        <translation>Zum Dienst, über welchen Port auch immer</translation>
    </message>
    <message>
        <source>Of the streams to the service that this window has seen and still knows</source>
        <translation>Der Ströme zum Dienst, die dieses Fenster gesehen hat und noch kennt</translation>
    </message>
</context>
<context>
    <name>sealcord::ServicesPage</name>
    <message>
        <source>Services</source>
        <translation>Dienste</translation>
    </message>
</context>
<context>
    <name>sealcord::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Kinds of settings</source>
        <translation>Arten von Einstellungen</translation>
    </message>
    <message>
        <source>In force from the next start of the server on, until this window is closed. The command line or a settings file sets them for good.</source>
        <translation>In Kraft vom nächsten Start des Servers an, bis dieses Fenster geschlossen wird. Auf Dauer gelten sie durch die Befehlszeile oder eine Einstellungsdatei.</translation>
    </message>
    <message>
        <source>In force from the next Connect on, until this window is closed. The command line or a settings file sets them for good.</source>
        <translation>In Kraft vom nächsten Verbinden an, bis dieses Fenster geschlossen wird. Auf Dauer gelten sie durch die Befehlszeile oder eine Einstellungsdatei.</translation>
    </message>
    <message>
        <source>All connections together</source>
        <translation>Alle Verbindungen zusammen</translation>
    </message>
    <message>
        <source>&amp;Connections at once</source>
        <translation>Verbindungen &amp;zugleich</translation>
    </message>
    <message>
        <source>Handshakes included.</source>
        <translation>Handshakes eingeschlossen.</translation>
    </message>
    <message>
        <source>From &amp;one address</source>
        <translation>Von &amp;einer Adresse</translation>
    </message>
    <message>
        <source>An IPv6 /64 counts as one address.</source>
        <translation>Ein IPv6-/64 zählt als eine Adresse.</translation>
    </message>
    <message>
        <source>&amp;Handshakes at once</source>
        <translation>&amp;Handshakes zugleich</translation>
    </message>
    <message>
        <source>The oldest one of the address that has most makes room for a new one.</source>
        <translation>Der älteste der Adresse mit den meisten macht einem neuen Platz.</translation>
    </message>
    <message>
        <source>Memory for &amp;incomplete messages</source>
        <translation>Speicher für &amp;unfertige Nachrichten</translation>
    </message>
    <message>
        <source>Over it, the connection that has waited longest for the rest of its message is closed. Less than the longest message lets none of that length in.</source>
        <translation>Darüber wird die Verbindung geschlossen, die am längsten auf den Rest ihrer Nachricht wartet. Weniger als die längste Nachricht lässt keine dieser Länge herein.</translation>
    </message>
    <message>
        <source>Each connection</source>
        <translation>Jede Verbindung</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>For each address of the server&apos;s name.</source>
        <translation>Für jede Adresse des Servernamens.</translation>
    </message>
    <message>
        <source>&amp;Delay before reconnecting</source>
        <translation>&amp;Pause vor dem Wiederverbinden</translation>
    </message>
    <message>
        <source>From a failure to the next attempt, where Reconnect is chosen.</source>
        <translation>Von einem Fehler zum nächsten Versuch, wenn Neu verbinden gewählt ist.</translation>
    </message>
    <message>
        <source>The connection</source>
        <translation>Die Verbindung</translation>
    </message>
    <message>
        <source>Without any progress while a reply is owed, the connection counts as lost.</source>
        <translation>Steht eine Antwort aus und geht so lange nichts voran, gilt die Verbindung als verloren.</translation>
    </message>
    <message>
        <source>Longest &amp;message</source>
        <translation>Längste &amp;Nachricht</translation>
    </message>
    <message>
        <source>A longer one from the other end closes the connection.</source>
        <translation>Eine längere vom anderen Ende schließt die Verbindung.</translation>
    </message>
    <message>
        <source>From the connection to the end of its handshake.</source>
        <translation>Von der Verbindung bis zum Ende ihres Handshakes.</translation>
    </message>
    <message>
        <source>How long an established connection may say nothing in either direction, or off.</source>
        <translation>Wie lange eine bestehende Verbindung in beiden Richtungen schweigen darf, oder aus.</translation>
    </message>
    <message>
        <source>How long the other end may take nothing of what it is owed.</source>
        <translation>Wie lange das andere Ende nichts von dem abnehmen darf, was für es bereitliegt.</translation>
    </message>
    <message>
        <source>&amp;Limits</source>
        <translation>&amp;Grenzen</translation>
    </message>
    <message>
        <source>Memory for traffic</source>
        <translation>Speicher für Datenverkehr</translation>
    </message>
    <message>
        <source>Messages in the list</source>
        <translation>Nachrichten in der Liste</translation>
    </message>
    <message>
        <source>Time of day</source>
        <translation>Uhrzeit</translation>
    </message>
    <message>
        <source>Since start</source>
        <translation>Seit Beginn</translation>
    </message>
    <message>
        <source>Since previous</source>
        <translation>Seit der vorigen</translation>
    </message>
    <message>
        <source>Format of times</source>
        <translation>Format der Zeiten</translation>
    </message>
    <message>
        <source>&amp;Memory for traffic</source>
        <translation>&amp;Speicher für Datenverkehr</translation>
    </message>
    <message>
        <source>M&amp;essages in the list</source>
        <translation>&amp;Nachrichten in der Liste</translation>
    </message>
    <message>
        <source>&amp;Times</source>
        <translation>&amp;Zeiten</translation>
    </message>
    <message>
        <source>Whatever is reached first makes room for newer messages. What that takes from the list stays as one line that counts it.</source>
        <translation>Was zuerst erreicht ist, macht neueren Nachrichten Platz. Was dadurch aus der Liste fällt, bleibt als eine Zeile, die es zählt.</translation>
    </message>
    <message>
        <source>&amp;Remember what was written and the filters</source>
        <translation>Geschriebenes und Filter &amp;merken</translation>
    </message>
    <message>
        <source>From one run to the next, in a file that you alone can read, but that is not encrypted: former messages, former filters and those with a name. Otherwise they are forgotten when this window is closed.</source>
        <translation>Von einem Lauf zum nächsten, in einer Datei, die nur Sie lesen können, die aber nicht verschlüsselt ist: frühere Nachrichten, frühere Filter und die mit einem Namen. Sonst sind sie vergessen, wenn dieses Fenster geschlossen wird.</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>As the system has it</source>
        <translation>Wie im System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Language, from the next start on</source>
        <translation>Sprache, vom nächsten Start an</translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation>&amp;Farben</translation>
    </message>
    <message>
        <source>La&amp;nguage</source>
        <translation>&amp;Sprache</translation>
    </message>
    <message>
        <source>Another language takes effect at the next start.</source>
        <translation>Eine andere Sprache gilt vom nächsten Start an.</translation>
    </message>
    <message>
        <source>What the command line or a settings file says of the two wins over this at the start.</source>
        <translation>Was die Befehlszeile oder eine Einstellungsdatei zu beiden sagt, geht beim Start vor.</translation>
    </message>
    <message>
        <source>&amp;Appearance</source>
        <translation>&amp;Darstellung</translation>
    </message>
    <message>
        <source>&amp;Connect timeout</source>
        <translation>Frist zum &amp;Verbinden</translation>
    </message>
    <message>
        <source>&amp;Reply timeout</source>
        <translation>Frist für eine Ant&amp;wort</translation>
    </message>
    <message>
        <source>Hand&amp;shake timeout</source>
        <translation>Frist für den &amp;Handschlag</translation>
    </message>
    <message>
        <source>Idle tim&amp;eout</source>
        <translation>Frist ohne V&amp;erkehr</translation>
    </message>
    <message>
        <source>Se&amp;nd timeout</source>
        <translation>Frist zum Se&amp;nden</translation>
    </message>
    <message>
        <source>For plaintext and frames of the messages in the list</source>
        <translation>Für Klartext und Rahmen der Nachrichten in der Liste</translation>
    </message>
    <message>
        <source>How many at most, events counted too</source>
        <translation>Wie viele höchstens, Ereignisse mitgezählt</translation>
    </message>
    <message>
        <source>What the column Time shows</source>
        <translation>Was die Spalte Zeit zeigt</translation>
    </message>
    <message>
        <source>Writes them to the settings file when the window is closed</source>
        <translation>Schreibt sie beim Schließen des Fensters in die Einstellungsdatei</translation>
    </message>
    <message>
        <source>Of the whole window, at once</source>
        <translation>Des ganzen Fensters, sofort</translation>
    </message>
    <message>
        <source>Of all texts, from the next start on</source>
        <translation>Aller Texte, ab dem nächsten Start</translation>
    </message>
</context>
<context>
    <name>sealcord::Sparkline</name>
    <message>
        <source>Now %1, at most %2</source>
        <translation>Jetzt %1, höchstens %2</translation>
    </message>
</context>
<context>
    <name>sealcord::SpokenCode</name>
    <message>
        <source>The code: %1, or %2</source>
        <translation>Der Code: %1, oder %2</translation>
    </message>
    <message>
        <source>The code, which is not there yet</source>
        <translation>Der Code, der noch nicht da ist</translation>
    </message>
</context>
<context>
    <name>sealcord::Stepper</name>
    <message>
        <source>not begun</source>
        <translation>nicht begonnen</translation>
    </message>
    <message>
        <source>under way</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>Resolve</source>
        <translation>Auflösen</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>Agree key</source>
        <translation>Schlüssel vereinbaren</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Verbunden</translation>
    </message>
    <message>
        <source>Progress of the connection</source>
        <translation>Fortschritt der Verbindung</translation>
    </message>
    <message>
        <source>then</source>
        <translation>dann</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Trust</source>
        <comment>a step</comment>
        <translation>Vertrauen</translation>
    </message>
</context>
<context>
    <name>sealcord::StreamList</name>
    <message>
        <source>&amp;Reset stream</source>
        <translation>Strom &amp;zurücksetzen</translation>
    </message>
    <message>
        <source>Show only its &amp;bytes</source>
        <translation>Nur seine &amp;Bytes zeigen</translation>
    </message>
    <message>
        <source>Streams</source>
        <translation>Ströme</translation>
    </message>
    <message>
        <source>No stream so far. Streams carry TCP services through the connection: start the server with --forward web=127.0.0.1:80 and the agent with --local 8080=web, and open port 8080 on the agent&apos;s machine.</source>
        <translation>Bisher kein Strom. Ströme tragen TCP-Dienste durch die Verbindung: den Server mit --forward web=127.0.0.1:80 starten, den Agenten mit --local 8080=web, und Port 8080 auf der Maschine des Agenten öffnen.</translation>
    </message>
    <message>
        <source>&amp;Reset %1 streams</source>
        <translation>%1 Ströme &amp;zurücksetzen</translation>
    </message>
</context>
<context>
    <name>sealcord::StreamModel</name>
    <message>
        <source>● open</source>
        <translation>● offen</translation>
    </message>
    <message>
        <source>open</source>
        <translation>offen</translation>
    </message>
    <message>
        <source>– closed</source>
        <translation>– geschlossen</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>geschlossen</translation>
    </message>
    <message>
        <source>✕ reset</source>
        <translation>✕ zurückgesetzt</translation>
    </message>
    <message>
        <source>reset</source>
        <translation>zurückgesetzt</translation>
    </message>
    <message>
        <source>✕ refused</source>
        <translation>✕ abgelehnt</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>%1/s</source>
        <comment>bytes</comment>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>Opened by the other end</source>
        <translation>Von der anderen Seite geöffnet</translation>
    </message>
    <message>
        <source>Opened by this end</source>
        <translation>Von dieser Seite geöffnet</translation>
    </message>
    <message>
        <source>Whose connection it carries, as far as this end knows</source>
        <translation>Wessen Verbindung er trägt, soweit diese Seite es weiß</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>Stream</source>
        <translation>Strom</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>For</source>
        <comment>how long</comment>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>In</source>
        <translation>Empfangen</translation>
    </message>
    <message>
        <source>Out</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <source>Rate, both ways</source>
        <translation>Rate, beide Wege</translation>
    </message>
    <message>
        <source>Why it ended</source>
        <translation>Grund des Endes</translation>
    </message>
    <message>
        <source>Nothing more was heard of it</source>
        <translation>Mehr war davon nicht zu erfahren</translation>
    </message>
    <message>
        <source>– out of sight</source>
        <translation>– außer Sicht</translation>
    </message>
    <message>
        <source>out of sight</source>
        <translation>außer Sicht</translation>
    </message>
</context>
<context>
    <name>sealcord::TabPanel</name>
    <message>
        <source>Close this part</source>
        <translation>Diesen Teil schließen</translation>
    </message>
</context>
<context>
    <name>sealcord::TargetBox</name>
    <message>
        <source>Send to</source>
        <translation>Senden an</translation>
    </message>
    <message>
        <source>connection %1</source>
        <translation>Verbindung %1</translation>
    </message>
    <message>
        <source>All agents (%1)</source>
        <translation>Alle Agenten (%1)</translation>
    </message>
    <message>
        <source>Selected (%1)</source>
        <translation>Ausgewählte (%1)</translation>
    </message>
    <message>
        <source>%1 (gone)</source>
        <translation>%1 (fort)</translation>
    </message>
    <message>
        <source>No agent is connected.</source>
        <translation>Kein Agent ist verbunden.</translation>
    </message>
    <message>
        <source>No connected agent is selected.</source>
        <translation>Kein verbundener Agent ist ausgewählt.</translation>
    </message>
    <message>
        <source>%1 is not connected any more.</source>
        <translation>%1 ist nicht mehr verbunden.</translation>
    </message>
    <message>
        <source>Which agents get the message: one, those that are chosen, or all</source>
        <translation>Welche Agenten die Nachricht bekommen: einer, die gewählten oder alle</translation>
    </message>
    <message>
        <source>No agent</source>
        <translation>Kein Agent</translation>
    </message>
    <message>
        <source>Choose an agent</source>
        <translation>Agenten wählen</translation>
    </message>
    <message>
        <source>Choose the agent that it goes to.</source>
        <translation>Wählen Sie den Agenten, an den es geht.</translation>
    </message>
</context>
<context>
    <name>sealcord::TextView</name>
    <message>
        <source>UTF-8</source>
        <translation>UTF-8</translation>
    </message>
    <message>
        <source>Latin-1</source>
        <translation>Latin-1</translation>
    </message>
    <message>
        <source>UTF-16, little endian</source>
        <translation>UTF-16, Little Endian</translation>
    </message>
    <message>
        <source>UTF-16, big endian</source>
        <translation>UTF-16, Big Endian</translation>
    </message>
    <message>
        <source>Encoding of the text</source>
        <translation>Kodierung des Textes</translation>
    </message>
    <message>
        <source>Previous page</source>
        <translation>Vorige Seite</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>Nächste Seite</translation>
    </message>
    <message>
        <source>Bytes %1 to %2 of %3</source>
        <translation>Bytes %1 bis %2 von %3</translation>
    </message>
    <message>
        <source>How the bytes of the message are read as text</source>
        <translation>Wie die Bytes der Nachricht als Text gelesen werden</translation>
    </message>
    <message>
        <source>The page before: a long text is shown in several</source>
        <translation>Die Seite davor: Ein langer Text wird in mehreren gezeigt</translation>
    </message>
    <message>
        <source>The page behind: a long text is shown in several</source>
        <translation>Die Seite danach: Ein langer Text wird in mehreren gezeigt</translation>
    </message>
</context>
<context>
    <name>sealcord::TrafficDelegate</name>
    <message>
        <source>%1, waiting</source>
        <comment>a direction: sent, but not yet taken by the system</comment>
        <translation>%1, wartet</translation>
    </message>
</context>
<context>
    <name>sealcord::TrafficExporter</name>
    <message>
        <source>&amp;Export what is shown…</source>
        <translation>Gezeigtes &amp;exportieren…</translation>
    </message>
    <message>
        <source>Exporting…</source>
        <translation>Wird exportiert…</translation>
    </message>
    <message>
        <source>Export, decrypted</source>
        <translation>Exportieren, entschlüsselt</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Exportieren…</translation>
    </message>
    <message>
        <source>Nothing was exported: %1.</source>
        <translation>Nichts wurde exportiert: %1.</translation>
    </message>
    <message>
        <source>Exported to %1, decrypted.</source>
        <translation>In %1 exportiert, entschlüsselt.</translation>
    </message>
    <message>
        <source>Damaged lines, which are left out: %1.</source>
        <translation>Beschädigte Zeilen, die ausgelassen sind: %1.</translation>
    </message>
    <message>
        <source>The recording is cut off in the middle of a line, or still being written.</source>
        <translation>Die Aufzeichnung ist mitten in einer Zeile abgeschnitten oder wird noch geschrieben.</translation>
    </message>
</context>
<context>
    <name>sealcord::TrafficHead</name>
    <message>
        <source>Traffic</source>
        <translation>Datenverkehr</translation>
    </message>
    <message>
        <source>Progress of the filter</source>
        <translation>Fortschritt des Filters</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppen</translation>
    </message>
    <message>
        <source>Stop filtering and show everything</source>
        <translation>Nicht weiter filtern und alles zeigen</translation>
    </message>
    <message>
        <source>Format of times</source>
        <translation>Format der Zeiten</translation>
    </message>
    <message>
        <source>Time of day</source>
        <translation>Uhrzeit</translation>
    </message>
    <message>
        <source>Since start</source>
        <translation>Seit Beginn</translation>
    </message>
    <message>
        <source>Since previous</source>
        <translation>Seit der vorigen</translation>
    </message>
    <message>
        <source>%1 of %2, paused</source>
        <comment>rows shown, rows kept</comment>
        <translation>%1 von %2, pausiert</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>rows shown, rows kept</comment>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>What the column Time shows</source>
        <translation>Was die Spalte Zeit zeigt</translation>
    </message>
</context>
<context>
    <name>sealcord::TrafficModel</name>
    <message>
        <source>%1, %2 on the wire</source>
        <comment>18 bytes, 50 on the wire</comment>
        <translation>%1, %2 auf der Leitung</translation>
    </message>
    <message>
        <source>Received from %1</source>
        <translation>Empfangen von %1</translation>
    </message>
    <message>
        <source>Sent to %1</source>
        <translation>Gesendet an %1</translation>
    </message>
    <message>
        <source>Message %1 of its connection in this direction</source>
        <translation>Nachricht %1 ihrer Verbindung in dieser Richtung</translation>
    </message>
    <message>
        <source>Event: %1</source>
        <comment>its level</comment>
        <translation>Ereignis: %1</translation>
    </message>
    <message>
        <source>%1 s after the row before</source>
        <translation>%1 s nach der Zeile davor</translation>
    </message>
    <message>
        <source>Connection %1 with %2</source>
        <translation>Verbindung %1 mit %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>level and sentence of an event</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>Nr.</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Since previous</source>
        <translation>Seit der vorigen</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>Richtung</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>%1, marked</source>
        <translation>%1, markiert</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>18 bytes, message 3 of 12 of its record</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>a stream&apos;s target and number; its connection</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Bytes of stream %1</source>
        <translation>Bytes des Stroms %1</translation>
    </message>
</context>
<context>
    <name>sealcord::TrafficPane</name>
    <message>
        <source>Clear filter</source>
        <translation>Filter aufheben</translation>
    </message>
    <message>
        <source>Traffic</source>
        <translation>Datenverkehr</translation>
    </message>
    <message>
        <source>Messages and events</source>
        <translation>Nachrichten und Ereignisse</translation>
    </message>
    <message>
        <source>No message matches.</source>
        <translation>Keine Nachricht passt.</translation>
    </message>
</context>
<context>
    <name>sealcord::TrafficSaver</name>
    <message>
        <source>&amp;Save what is shown…</source>
        <translation>Gezeigtes &amp;speichern…</translation>
    </message>
    <message>
        <source>Save what is &amp;marked…</source>
        <translation>&amp;Markiertes speichern…</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Wird gespeichert…</translation>
    </message>
    <message>
        <source>No row that is shown is marked. Mark one with Ctrl+M.</source>
        <translation>Keine der gezeigten Zeilen ist markiert. Strg+M markiert eine.</translation>
    </message>
    <message>
        <source>Save as a recording, decrypted</source>
        <translation>Als Aufzeichnung speichern, entschlüsselt</translation>
    </message>
    <message>
        <source>Nothing was saved: %1.</source>
        <translation>Nichts wurde gespeichert: %1.</translation>
    </message>
    <message>
        <source>Saved to %1, decrypted. Messages and events: %2.</source>
        <translation>In %1 gespeichert, entschlüsselt. Nachrichten und Ereignisse: %2.</translation>
    </message>
</context>
<context>
    <name>sealcord::TrustControl</name>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Agents that wait for approval</source>
        <translation>Agenten, die auf Zulassung warten</translation>
    </message>
    <message>
        <source>Authorised agents</source>
        <translation>Zugelassene Agenten</translation>
    </message>
    <message>
        <source>Key of this server</source>
        <translation>Schlüssel dieses Servers</translation>
    </message>
</context>
<context>
    <name>sealcord::TrustNote</name>
    <message>
        <source>▲ Encrypted, not authenticated</source>
        <translation>▲ Verschlüsselt, nicht authentifiziert</translation>
    </message>
    <message>
        <source>Someone in between could read along. What this means, at a click.</source>
        <translation>Jemand dazwischen könnte mitlesen. Ein Klick sagt, was das heißt.</translation>
    </message>
</context>
<context>
    <name>sealcord::TrustPrompt</name>
    <message>
        <source>Copy fingerprint</source>
        <translation>Fingerabdruck kopieren</translation>
    </message>
    <message>
        <source>Trust and connect</source>
        <translation>Vertrauen und verbinden</translation>
    </message>
    <message>
        <source>Remove the known key and connect</source>
        <translation>Bekannten Schlüssel entfernen und verbinden</translation>
    </message>
    <message>
        <source>The server takes agents that somebody approves, and this one waits for it. Its key&apos;s fingerprint is %1. On the server: %2</source>
        <translation>Der Server nimmt Agenten, denen jemand zustimmt, und dieser wartet darauf. Der Fingerabdruck seines Schlüssels ist %1. Auf dem Server: %2</translation>
    </message>
    <message>
        <source>Copy command</source>
        <translation>Befehl kopieren</translation>
    </message>
    <message>
        <source>The server does not admit this agent: its key, %1, is not authorised. Whoever runs the server can add it.</source>
        <translation>Der Server lässt diesen Agenten nicht zu: Sein Schlüssel, %1, ist nicht berechtigt. Wer den Server betreibt, kann ihn hinzufügen.</translation>
    </message>
    <message>
        <source>Copy key</source>
        <translation>Schlüssel kopieren</translation>
    </message>
</context>
<context>
    <name>sealcord::TrustWindow</name>
    <message>
        <source>Keys of the server and its agents</source>
        <translation>Schlüssel des Servers und seiner Agenten</translation>
    </message>
    <message>
        <source>Agents</source>
        <translation>Agenten</translation>
    </message>
    <message>
        <source>This server</source>
        <translation>Dieser Server</translation>
    </message>
    <message>
        <source>Inbox</source>
        <translation>Eingang</translation>
    </message>
    <message>
        <source>Inbox (%L1)</source>
        <translation>Eingang (%L1)</translation>
    </message>
</context>
<context>
    <name>sealcord::WaitBar</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>sealcord::WatchDesk</name>
    <message>
        <source>Detail, connection and events</source>
        <translation>Einzelheiten, Verbindung und Ereignisse</translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Events ▲ %L1</source>
        <translation>Ereignisse ▲ %L1</translation>
    </message>
    <message>
        <source>&amp;Detail</source>
        <translation>&amp;Detail</translation>
    </message>
    <message>
        <source>What is known of the row that is chosen, its connection, and events</source>
        <translation>Was man über die gewählte Zeile weiß, ihre Verbindung und Ereignisse</translation>
    </message>
    <message>
        <source>S&amp;top sending</source>
        <translation>Senden &amp;stoppen</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>Gespräch</translation>
    </message>
</context>
<context>
    <name>sealcord::WatchWindow</name>
    <message>
        <source>Filters and what was written are forgotten when this window is closed.</source>
        <translation>Filter und Geschriebenes sind vergessen, wenn dieses Fenster geschlossen wird.</translation>
    </message>
    <message>
        <source>Remember them</source>
        <translation>Merken</translation>
    </message>
    <message>
        <source>&amp;Send what is written</source>
        <translation>&amp;Geschriebenes senden</translation>
    </message>
    <message>
        <source>Se&amp;ttings…</source>
        <translation>&amp;Einstellungen…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>Messages and events kept</source>
        <translation>Behaltene Nachrichten und Ereignisse</translation>
    </message>
    <message>
        <source>Messages and events not kept</source>
        <translation>Nicht behaltene Nachrichten und Ereignisse</translation>
    </message>
    <message>
        <source>Cipher</source>
        <translation>Verschlüsselung</translation>
    </message>
    <message>
        <source>AES-256-GCM by %1</source>
        <translation>AES-256-GCM von %1</translation>
    </message>
    <message>
        <source>%1 kept, %2 of %3</source>
        <translation>%1 behalten, %2 von %3</translation>
    </message>
    <message>
        <source>%1 not kept</source>
        <translation>%1 nicht behalten</translation>
    </message>
    <message>
        <source>&amp;Clear</source>
        <translation>&amp;Leeren</translation>
    </message>
    <message>
        <source>The newest ones; how much is kept is in the settings</source>
        <translation>Die neuesten; wie viel behalten wird, steht in den Einstellungen</translation>
    </message>
    <message>
        <source>They made room for newer ones, or came faster than can be shown</source>
        <translation>Sie machten neueren Platz oder kamen schneller, als gezeigt werden kann</translation>
    </message>
    <message>
        <source>What seals messages, and the library that computes it here</source>
        <translation>Was Nachrichten versiegelt, und die Bibliothek, die es hier berechnet</translation>
    </message>
    <message>
        <source>&amp;Clear 1 row</source>
        <translation>1 Zeile &amp;leeren</translation>
    </message>
    <message numerus="yes">
        <source>&amp;Clear %1 rows</source>
        <translation>
            <numerusform>%1 Zeile &amp;leeren</numerusform>
            <numerusform>%1 Zeilen &amp;leeren</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is remembered when this window is closed: HOME names no folder that settings can be written to.</source>
        <translation>Beim Schließen dieses Fensters wird nichts gemerkt: HOME nennt keinen Ordner, in den Einstellungen geschrieben werden können.</translation>
    </message>
    <message>
        <source>Copied 1 row</source>
        <translation>1 Zeile kopiert</translation>
    </message>
    <message numerus="yes">
        <source>Copied %1 rows</source>
        <translation>
            <numerusform>%1 Zeile kopiert</numerusform>
            <numerusform>%1 Zeilen kopiert</numerusform>
        </translation>
    </message>
    <message>
        <source>Open a recordin&amp;g…</source>
        <translation>Aufzeichnung ö&amp;ffnen…</translation>
    </message>
    <message>
        <source>Services</source>
        <translation>Dienste</translation>
    </message>
    <message>
        <source>Services %L1</source>
        <comment>so many streams</comment>
        <translation>Dienste %L1</translation>
    </message>
</context>
<context>
    <name>sealcord::WatchedAgent</name>
    <message>
        <source>The message is longer than the limit of %1</source>
        <translation>Die Nachricht ist länger als die Grenze von %1</translation>
    </message>
    <message>
        <source>The server takes less than is sent: %1 wait for it already</source>
        <translation>Der Server nimmt weniger an, als gesendet wird: %1 warten schon auf ihn</translation>
    </message>
    <message>
        <source>The connection ended before 1 message was sent</source>
        <translation>Die Verbindung endete, bevor 1 Nachricht gesendet war</translation>
    </message>
    <message numerus="yes">
        <source>The connection ended before %1 messages were sent</source>
        <translation>
            <numerusform>Die Verbindung endete, bevor %1 Nachricht gesendet war</numerusform>
            <numerusform>Die Verbindung endete, bevor %1 Nachrichten gesendet waren</numerusform>
        </translation>
    </message>
    <message>
        <source>The system starts no thread for a connection</source>
        <translation>Das System startet keinen Thread für eine Verbindung</translation>
    </message>
</context>
<context>
    <name>sealcord::WindowCodes</name>
    <message>
        <source>The connection has ended. A code is compared while both ends are connected.</source>
        <translation>Die Verbindung ist beendet. Ein Code wird verglichen, solange beide Enden verbunden sind.</translation>
    </message>
    <message>
        <source>No key is agreed yet.</source>
        <translation>Noch ist kein Schlüssel vereinbart.</translation>
    </message>
    <message>
        <source>It speaks classic, in which the ends have no keys of their own. Compare the fingerprint of the connection instead.</source>
        <translation>Sie spricht classic, worin die Enden keine eigenen Schlüssel haben. Vergleichen Sie stattdessen den Fingerabdruck der Verbindung.</translation>
    </message>
</context>
<context>
    <name>sealcord::WirePane</name>
    <message>
        <source>Bytes on the wire in hex</source>
        <translation>Bytes auf der Leitung in Hex</translation>
    </message>
    <message>
        <source>Fields on the wire</source>
        <translation>Felder auf der Leitung</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>Was es ist</translation>
    </message>
</context>
<context>
    <name>sealcord::WiresharkControl</name>
    <message>
        <source>Show in &amp;Wireshark, decrypted</source>
        <translation>In &amp;Wireshark zeigen, entschlüsselt</translation>
    </message>
    <message>
        <source>Wireshark cannot show what is said: %1.</source>
        <translation>Wireshark kann nicht zeigen, was gesagt wird: %1.</translation>
    </message>
</context>
</TS>
