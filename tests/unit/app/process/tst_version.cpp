// SPDX-License-Identifier: MIT
#include "core/app/process/version.h"

#include <QRegularExpression>
#include <QTest>

using namespace sealcord;
using namespace Qt::StringLiterals;

class TestVersion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesProgramAndLibraries();
    void logBeginsWithTheEngine();
};

void TestVersion::namesProgramAndLibraries()
{
    static const QRegularExpression form(
        u"^sealcord \\d+\\.\\d+\\.\\d+\nQt 6\\.\\d+\\.\\d+\nOpenSSL 3\\.[^\n]+\n"
        "AES-256-GCM by (ipsec-mb [12]\\.|OpenSSL 3\\.[^\n]+ \\(ipsec-mb )[^\n]+\n$"_s);
    QVERIFY2(form.match(versionText()).hasMatch(), qPrintable(versionText()));
    QVERIFY(versionText().contains(QString::fromLatin1(qVersion())));
}

void TestVersion::logBeginsWithTheEngine()
{
    static const QRegularExpression form(
        u"^sealcord \\d+\\.\\d+\\.\\d+, AES-256-GCM by OpenSSL 3\\.\\d+\\.\\d+$"_s);
    QVERIFY2(form.match(startText(AeadEngine::OpenSsl)).hasMatch(),
        qPrintable(startText(AeadEngine::OpenSsl)));
    QVERIFY(startText(AeadEngine::IpsecMb).contains(u"AES-256-GCM by ipsec-mb"_s));
}

QTEST_GUILESS_MAIN(TestVersion)
#include "tst_version.moc"
