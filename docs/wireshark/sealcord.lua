-- SPDX-License-Identifier: MIT
-- Shows the packets of both protocols as they are on the wire: see README.md beside this file. The
-- names of fields are those of core/protocol/protocol.h. Nothing is opened here: the keys are not on
-- the wire.
--
-- Wireshark 4.0 has Lua 5.2, 4.4 has 5.4: only what both know is used.

local sealcord = Proto("sealcord", "Sealcord")

local defaultPort = 1337
local magic = "\xC5SEAL"
local tagLength = 16
local recordsPerKey = 16384 -- sealedRecordsPerKey in core/protocol/limits.h
local mostMessage = 1024 * 1024 * 1024 -- largestMaxMessageLength: no end takes more
-- A length in clear is anybody's word. What is longer is not put together, but skipped.
local mostReassembled = 16 * 1024 * 1024 + 32

local modes = {[0] = "XX", [1] = "XXpsk3, with a pre-shared key"}
local statuses = {[0] = "the agent asks", [1] = "go on", [2] = "version not spoken",
    [3] = "mode not taken"}
local packetIds = {[1] = "Encryption Request", [2] = "Encryption Response"}

local f = {
    protocol = ProtoField.string("sealcord.protocol", "Protocol"),
    from = ProtoField.string("sealcord.from", "From"),
    packet = ProtoField.string("sealcord.packet", "Packet"),
    number = ProtoField.uint32("sealcord.number", "Number in this direction"),
    keyNumber = ProtoField.uint32("sealcord.key_number", "Key of this direction"),
    newKey = ProtoField.bool("sealcord.new_key", "Sealed under a new key"),
    messageLength = ProtoField.uint32("sealcord.message_length", "Length of the message"),
    bodyLength = ProtoField.uint32("sealcord.body_length", "Length of the body"),
    goodbye = ProtoField.bool("sealcord.goodbye", "Goodbye"),
    packetId = ProtoField.uint8("sealcord.packet_id", "Kind of packet", base.HEX, packetIds),
    publicKey = ProtoField.bytes("sealcord.public_key", "Public key"),
    verifyToken = ProtoField.bytes("sealcord.verify_token", "Verify token"),
    length = ProtoField.uint32("sealcord.length", "Length"),
    nonce = ProtoField.bytes("sealcord.nonce", "Nonce"),
    ciphertext = ProtoField.bytes("sealcord.ciphertext", "Ciphertext"),
    tag = ProtoField.bytes("sealcord.tag", "Tag"),
    magic = ProtoField.bytes("sealcord.magic", "Magic bytes"),
    version = ProtoField.uint8("sealcord.version", "Version"),
    mode = ProtoField.uint8("sealcord.mode", "Mode", base.DEC, modes),
    status = ProtoField.uint8("sealcord.status", "Status", base.DEC, statuses),
    sealedStaticKey = ProtoField.bytes("sealcord.sealed_static_key",
        "Key of whoever sends it, sealed"),
    sealedHello = ProtoField.bytes("sealcord.sealed_hello", "Name and limit, sealed"),
    undissected = ProtoField.bytes("sealcord.undissected", "Not dissected"),
}
sealcord.fields = f

local group, severity = expert.group, expert.severity
local e = {
    notAPeer = ProtoExpert.new("sealcord.not_a_peer", "Not a Sealcord peer", group.PROTOCOL,
        severity.ERROR),
    badHandshake = ProtoExpert.new("sealcord.bad_handshake",
        "A packet of the handshake that none may be", group.PROTOCOL, severity.ERROR),
    badLength = ProtoExpert.new("sealcord.bad_length", "A length that none may have",
        group.PROTOCOL, severity.ERROR),
    openGoodbye = ProtoExpert.new("sealcord.open_goodbye", "A goodbye that anybody can write",
        group.SECURITY, severity.WARN),
    refusal = ProtoExpert.new("sealcord.refusal", "A refusal, which anybody can write",
        group.RESPONSE_CODE, severity.WARN),
    behindEnd = ProtoExpert.new("sealcord.behind_end", "Bytes behind the end",
        group.PROTOCOL, severity.WARN),
    brokenBefore = ProtoExpert.new("sealcord.broken_before", "The protocol was broken before",
        group.UNDECODED, severity.NOTE),
    noBeginning = ProtoExpert.new("sealcord.no_beginning",
        "The beginning of this connection is not in the capture", group.UNDECODED, severity.NOTE),
    missing = ProtoExpert.new("sealcord.missing", "Bytes before these are not in the capture",
        group.UNDECODED, severity.NOTE),
    notWhole = ProtoExpert.new("sealcord.not_whole", "Not whole here", group.REASSEMBLE,
        severity.NOTE),
    notSeen = ProtoExpert.new("sealcord.not_seen", "The first pass did not look at TCP's fields: "
        .. "tshark -2 needs a filter, such as -Y tcp", group.UNDECODED, severity.NOTE),
    otherVersion = ProtoExpert.new("sealcord.other_version", "Another version or mode",
        group.UNDECODED, severity.NOTE),
}
sealcord.experts = e

local tcpStream, tcpSeq, tcpRawSeq = Field.new("tcp.stream"), Field.new("tcp.seq"),
    Field.new("tcp.seq_raw")
local tcpLength, tcpSeen = Field.new("tcp.len"), Field.new("tcp.completeness")

-- Of the layers of one name the innermost is ours.
local function value(extractor)
    local all = {extractor()}
    return #all > 0 and all[#all].value or nil
end

-- Positions in a direction's stream are 32 bits and begin again at 0 (RFC 9293, 3.4).
local function advanced(position, by) return (position + by) % 4294967296 end
local function distance(from, to) return (to - from + 2147483648) % 4294967296 - 2147483648 end

-- The bytes of a buffer from one on.
local View = {}
View.__index = View

local function viewOf(tvb, at)
    return setmetatable({tvb = tvb, at = at, have = tvb:captured_len() - at}, View)
end

function View:uint(offset, size) return self.tvb(self.at + offset, size):uint() end
function View:raw(size) return self.tvb:raw(self.at, math.min(size, self.have)) end

-- A stage is what comes next in one direction. measure() tells how many bytes it takes; or nil, as
-- more must be seen for that; or nil and why it cannot be. fields() are those of it whole, each with
-- its length; after() is the stage that follows, or why nothing can be told of what follows.
local stages = {}

local function fault(kind, text, field, offset, size)
    return nil, {kind = kind, text = text, field = field, offset = offset, size = size}
end

local behindGoodbye = {kind = e.behindEnd, text = "Bytes behind the end of this direction"}
local otherVersion = {kind = e.otherVersion,
    text = "What follows the preamble of another version or mode is not known"}

stages.request = {
    title = "Encryption Request",
    measure = function(view)
        if view.have < 34 then return nil end
        local first = view:uint(33, 1) -- bincode 2, "standard": see docs/packets
        if first > 0xFD then
            return fault(e.badHandshake, string.format("A verify token cannot begin with 0x%02X",
                first), f.verifyToken, 33, 1)
        end
        return 33 + (({[0xFB] = 3, [0xFC] = 5, [0xFD] = 9})[first] or 1)
    end,
    fields = function(_, total)
        return {{f.packetId, 1}, {f.publicKey, 32}, {f.verifyToken, total - 33}}
    end,
    after = function() return stages.frame end,
}

stages.response = {
    title = "Encryption Response",
    measure = function(view)
        if view:uint(0, 1) ~= 2 then
            return fault(e.notAPeer, "A classic server's answer begins with 0x02", f.packetId, 0, 1)
        end
        return 69
    end,
    fields = function()
        return {{f.packetId, 1}, {f.publicKey, 32}, {f.nonce, 12}, {f.ciphertext, 8},
            {f.tag, tagLength}}
    end,
    after = function() return stages.frame end,
}

stages.frame = {
    title = "frame",
    isNumbered = true,
    measure = function(view)
        if view.have < 4 then return nil end
        local length = view:uint(0, 4)
        if length == 0 then return 4 end
        if length < tagLength or length > mostMessage + tagLength then
            return fault(e.badLength, string.format("A frame cannot have a length of %d", length),
                f.length, 0, 4)
        end
        return 4 + 12 + length
    end,
    fields = function(_, total)
        if total == 4 then return {{f.length, 4}} end
        return {{f.length, 4}, {f.nonce, 12}, {f.ciphertext, total - 32}, {f.tag, tagLength}}
    end,
    tell = function(item, _, total)
        if total <= 32 then item:add(f.goodbye, true):set_generated() end
        if total == 4 then
            item:add_proto_expert_info(e.openGoodbye)
        else
            item:add(f.messageLength, total - 32):set_generated()
        end
    end,
    after = function(_, total) return total > 32 and stages.frame or behindGoodbye end,
}

local preamble = {{f.magic, #magic}, {f.version, 1}, {f.mode, 1}, {f.status, 1}}

local function withPreamble(...)
    local all = {}
    for _, field in ipairs(preamble) do all[#all + 1] = field end
    for _, field in ipairs({...}) do all[#all + 1] = field end
    return all
end

-- A wrong byte is seen as soon as it is there.
local function checkMagic(view)
    local found = view:raw(#magic)
    if found == magic:sub(1, #found) then return true end
    return fault(e.notAPeer, "The magic bytes are wrong", f.magic, 0, #found)
end

-- Measures a packet that begins with the preamble: `measure` is asked once that is there and right.
local function behindPreamble(measure)
    return function(view)
        local isRight, why = checkMagic(view)
        if not isRight then return nil, why end
        if view.have < #magic + 3 then return nil end
        return measure(view, view:uint(7, 1))
    end
end

local function isSpoken(view) return view:uint(5, 1) == 1 and view:uint(6, 1) <= 1 end

-- Of a message of the handshake behind `before` bytes: its length can only be `wanted`.
local function measureMessage(view, before, wanted)
    if view.have < before + 2 then return nil end
    local length = view:uint(before, 2)
    if length == wanted then return before + 2 + wanted end
    return fault(e.badHandshake, string.format("This message has %d bytes, not %d", wanted, length),
        f.length, before, 2)
end

stages.opening = {
    title = "opening",
    measure = behindPreamble(function(view, status)
        if status ~= 0 then
            return fault(e.badHandshake, "An agent's status is 0", f.status, 7, 1)
        end
        if not isSpoken(view) then return 8 end
        return measureMessage(view, 8, view:uint(6, 1) == 1 and 48 or 32)
    end),
    fields = function(_, total)
        if total == 8 then return preamble end
        if total == 42 then return withPreamble({f.length, 2}, {f.publicKey, 32}) end
        return withPreamble({f.length, 2}, {f.publicKey, 32}, {f.tag, tagLength})
    end,
    after = function(_, total) return total > 8 and stages.lastMessage or otherVersion end,
}

stages.answer = {
    title = "answer",
    measure = behindPreamble(function(view, status)
        if status < 1 or status > 3 then
            return fault(e.badHandshake, string.format("A server's status cannot be %d", status),
                f.status, 7, 1)
        end
        if status > 1 or not isSpoken(view) then return 8 end
        return measureMessage(view, 8, 96)
    end),
    fields = function(_, total)
        if total == 8 then return preamble end
        return withPreamble({f.length, 2}, {f.publicKey, 32}, {f.sealedStaticKey, 48},
            {f.tag, tagLength})
    end,
    tell = function(item, view)
        if view:uint(7, 1) > 1 then item:add_proto_expert_info(e.refusal) end
    end,
    after = function(view, total)
        if total > 8 then return stages.verdict end
        return view:uint(7, 1) > 1 and behindGoodbye or otherVersion
    end,
}

stages.lastMessage = {
    title = "message 3",
    measure = function(view) return measureMessage(view, 0, 192) end,
    fields = function()
        return {{f.length, 2}, {f.sealedStaticKey, 48}, {f.sealedHello, 128}, {f.tag, tagLength}}
    end,
    after = function() return stages.record end,
}

stages.record = {
    title = "record",
    isNumbered = true,
    measure = function(view)
        if view.have < 2 then return nil end
        local length = view:uint(0, 2)
        if length <= tagLength then
            return fault(e.badLength, string.format("A record of length %d cannot hold a type",
                length), f.length, 0, 2)
        end
        return 2 + length
    end,
    fields = function(_, total)
        return {{f.length, 2}, {f.ciphertext, total - 2 - tagLength}, {f.tag, tagLength}}
    end,
    -- Its body and its type, which is the last byte of the ciphertext, are sealed.
    tell = function(item, _, total, number)
        item:add(f.bodyLength, total - 3 - tagLength):set_generated()
        item:add(f.keyNumber, math.floor(number / recordsPerKey)):set_generated()
        if number > 0 and number % recordsPerKey == 0 then
            item:add(f.newKey, true):set_generated()
        end
    end,
    after = function() return stages.record end,
}

-- The server's first record: ADMIT, or CLOSE and why not. Which of them is sealed.
stages.verdict = setmetatable({title = "verdict"}, {__index = stages.record})

local first = {
    classic = {agent = stages.request, server = stages.response},
    sealed = {agent = stages.opening, server = stages.answer},
}

-- What is known of each connection: its protocol, who is its agent, and of each end the state, which
-- is what comes next (stage, number, position) or why that is not known.
local streams = {}
-- The state before each buffer that was dissected. Wireshark comes back to them in any order.
local befores = {}
local hasFields = false -- whether the first pass sees those of TCP

function sealcord.init()
    streams, befores, hasFields = {}, {}, false
end

local function senderOf(pinfo) return tostring(pinfo.src) .. " " .. tostring(pinfo.src_port) end

-- Whether the position of a direction's first byte is known: it is 1 then.
local function isBeginningKnown()
    return (value(tcpSeen) or 0) % 4 ~= 0 and value(tcpSeq) ~= value(tcpRawSeq)
end

-- The protocol of a connection whose first bytes are these, and whether its agent said them.
local function judgeFirst(view)
    local byte = view:uint(0, 1)
    if byte == 0xC5 then return "sealed", view.have < 8 or view:uint(7, 1) == 0 end
    if byte == 1 or byte == 2 then return "classic", byte == 1 end
    return nil
end

local function makeStream(view, sender)
    -- Without the connection's first packets only the magic tells that this is the beginning.
    if (value(tcpSeen) or 0) % 4 == 0 and view:raw(#magic) ~= magic then
        return {why = {kind = e.noBeginning}}
    end
    local protocol, isAgent = judgeFirst(view)
    if not protocol then
        return {why = {kind = e.notAPeer, text = string.format(
            "A connection begins with 0x01 or 0xC5, not with 0x%02X", view:uint(0, 1))}}
    end
    return {protocol = protocol, first = sender, isFirstAgent = isAgent}
end

-- The state of an end of which nothing can be told.
local function unknown(kind) return {from = "either end", why = {kind = kind}} end

-- The state of a direction of which nothing was seen yet.
local function makeState(stream, sender, position)
    local isAgent = (sender == stream.first) == stream.isFirstAgent
    local from = stream.why and "either end" or isAgent and "agent" or "server"
    return {protocol = stream.protocol, from = from, number = 0, why = stream.why,
        stage = stream.protocol and first[stream.protocol][from],
        next = isBeginningKnown() and 1 or position}
end

local function copy(state)
    local other = {}
    for name, content in pairs(state) do other[name] = content end
    return other
end

-- Behind a packet of `total` bytes.
local function pass(state, after, total)
    if state.stage.isNumbered then state.number = state.number + 1 end
    state.next = advanced(state.next, total)
    state.asked = nil
    if after.kind then state.why = after else state.stage = after end
end

-- Shows bytes of which no more than `why` can be told.
local function showRest(root, view, state, why)
    local item = root:add(sealcord, view.tvb(view.at, view.have),
        string.format("Sealcord, %s: not dissected", state.from))
    if why.field and why.offset + why.size <= view.have then
        item = item:add(why.field, view.tvb(view.at + why.offset, why.size))
    else
        item = item:add(f.undissected, view.tvb(view.at, view.have))
    end
    if why.text then
        item:add_proto_expert_info(why.kind, why.text)
    else
        item:add_proto_expert_info(why.kind)
    end
    return string.format("%s: not dissected", state.from)
end

-- Shows a packet, as far as it is captured, and returns what the column says.
local function showPacket(root, view, state, total)
    local stage, shown = state.stage, math.min(total, view.have)
    local text = string.format("%s: %s", state.from, stage.title)
    if stage.isNumbered then text = string.format("%s %d", text, state.number) end
    local item = root:add(sealcord, view.tvb(view.at, shown),
        string.format("Sealcord %s, %s, %d bytes", state.protocol, text, total))
    item:add(f.protocol, state.protocol):set_generated()
    item:add(f.from, state.from):set_generated()
    item:add(f.packet, stage.title):set_generated()
    if stage.isNumbered then item:add(f.number, state.number):set_generated() end
    local offset = 0
    for _, field in ipairs(stage.fields(view, total)) do
        local kind, length = field[1], field[2]
        if length > 0 and offset + length <= shown then
            item:add(kind, view.tvb(view.at + offset, length))
        end
        offset = offset + length
    end
    if stage.tell then stage.tell(item, view, total, state.number) end
    if shown < total then item:add_proto_expert_info(e.notWhole) end
    return text
end

-- Asks for what the packet at the end of the buffer lacks; nil: as much as comes next. False where
-- this cannot be had.
local function askForMore(view, pinfo, state, total)
    local isCut = view.tvb:captured_len() < view.tvb:reported_len()
    if isCut or pinfo.can_desegment < 1 or (total or 0) > mostReassembled then return false end
    pinfo.desegment_offset = view.at
    pinfo.desegment_len = total and total - view.have or DESEGMENT_ONE_MORE_SEGMENT
    state.asked, state.late = nil, nil
    state.asked = copy(state)
    state.asked.total = total
    return true
end

-- Dissects the packets from `at` on, moves the state behind them, and returns their texts.
local function walk(tvb, pinfo, root, state, at)
    local texts = {}
    while at < tvb:captured_len() do
        local view = viewOf(tvb, at)
        local total, why = nil, state.why
        if not why then total, why = state.stage.measure(view) end
        if why then
            texts[#texts + 1] = showRest(root, view, state, why)
            state.why = state.why or {kind = e.brokenBefore}
            break
        end
        if not total or total > view.have then
            if askForMore(view, pinfo, state, total) then break end
        end
        if total then
            texts[#texts + 1] = showPacket(root, view, state, total)
            pass(state, state.stage.after(view, total), total)
            at = at + total
        else
            state.why = {kind = e.notWhole, text = "A packet's length is not whole, so what follows is not known"}
        end
    end
    return texts
end

-- Where the next packet begins in a buffer at `position` of the stream; maybe behind its end.
local function findNext(state, position)
    local at = distance(position, state.next)
    local asked = state.asked
    if at < 0 and asked and asked.total then
        -- What was to be put together was not captured whole; its length tells where it ends.
        state.late = asked
        pass(state, state.stage.after(nil, asked.total), asked.total)
        at = distance(position, state.next)
    end
    if at < 0 then state.why = state.why or {kind = e.missing} end
    return math.max(at, 0)
end

-- The state before a buffer that comes for the first time, and where in it the next packet begins.
local function findState(tvb, pinfo)
    local number, sender = value(tcpStream), senderOf(pinfo)
    local position = advanced(value(tcpSeq) + value(tcpLength), -tvb:reported_len())
    local stream = streams[number]
    if not stream then
        if isBeginningKnown() and position ~= 1 then return unknown(e.missing), 0 end
        stream = makeStream(viewOf(tvb, 0), sender)
        streams[number] = stream
    end
    local state = stream[sender] or makeState(stream, sender, position)
    stream[sender] = state
    -- What was not put together of several segments lies behind the headers of its frame.
    if tvb:offset() > 0 then return state, findNext(state, position) end
    if distance(state.next, value(tcpSeq)) >= 0 then return state, 0 end
    local late = state.late -- not missing, but late
    if late and late.total == tvb:reported_len() then return copy(late), 0 end
    return state, tvb:reported_len()
end

-- Which buffer of its frame this is. Its length does not tell: Wireshark may come back with what lies
-- behind the first packet cut off.
local function keyOf(tvb, pinfo)
    return string.format("%d %s %d %d", pinfo.number, senderOf(pinfo), tvb:offset(),
        tvb(0, math.min(4, tvb:captured_len())):uint())
end

-- What befores keeps for this buffer, made when it comes for the first time. Nil for one that was not
-- ours then, as its connection had not been told by its content yet. A first pass of two may be
-- without fields, and the second tells that.
local function recall(tvb, pinfo)
    local key = keyOf(tvb, pinfo)
    if pinfo.visited then
        local before = befores[key]
        if before then return copy(before.state), before.at end
        if hasFields then return nil end
        return unknown(e.notSeen), 0
    end
    hasFields = value(tcpStream) ~= nil
    if not hasFields then return unknown(e.notSeen), 0 end
    local state, at = findState(tvb, pinfo)
    befores[key] = befores[key] or {state = copy(state), at = at}
    return state, at
end

local function showTexts(pinfo, texts)
    pinfo.cols.protocol = "Sealcord"
    if #texts == 0 then return end
    local text = table.concat(texts, "; ", 1, math.min(#texts, 3))
    if #texts > 3 then text = string.format("%s; and %d more", text, #texts - 3) end
    pinfo.cols.info = text .. " "
    pinfo.cols.info:fence() -- a frame may hold the end of one buffer and the beginning of another
end

local function dissect(tvb, pinfo, root)
    if tvb:captured_len() == 0 then return end
    local state, at = recall(tvb, pinfo)
    if not state then return 0 end
    if at >= tvb:reported_len() then
        root:add(sealcord, tvb(), "Sealcord: bytes of an earlier packet")
    end
    showTexts(pinfo, walk(tvb, pinfo, root, state, at))
end

function sealcord.dissector(tvb, pinfo, root) return dissect(tvb, pinfo, root) end

-- On another port: the magic, or a classic request as our agents send it, first and alone.
local function isOurs(tvb)
    local view = viewOf(tvb, 0)
    if view:raw(#magic) == magic then return true end
    return view.have == 42 and view:uint(0, 1) == 1 and view:uint(33, 1) == 0xFD
        and isBeginningKnown() and value(tcpSeq) == 1
end

sealcord:register_heuristic("tcp", function(tvb, pinfo, root)
    if tvb:captured_len() == 0 or not isOurs(tvb) then return false end
    dissect(tvb, pinfo, root)
    pinfo.conversation = sealcord
    return true
end)

DissectorTable.get("tcp.port"):add(defaultPort, sealcord)
