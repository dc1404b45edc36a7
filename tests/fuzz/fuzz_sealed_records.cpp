// SPDX-License-Identifier: MIT
// A session of either role behind a good handshake, whose peer seals records of any type and body
// with the right keys, some of which are damaged, repeated, left out, put elsewhere or cut on their
// way. What is told is compared with recordmodel.h.
//
//     0       bit 0 role (0: server), 1 pre-shared key, 2 limit, 3 the server's ADMIT comes first,
//             4 echo
//     1       how the stream is cut
//     2-      records: type, form of the body, two bytes for its length, value. Types from 0xf0 on
//             damage: what, which record, two bytes for where, value
#include "tests/fuzz/check.h"
#include "tests/fuzz/inputreader.h"
#include "tests/fuzz/recordmodel.h"
#include "tests/fuzz/sealedpeer.h"
#include "tests/fuzz/sealedrun.h"

#include <algorithm>
#include <array>

using namespace sealcord;
using namespace sealcord::fuzz;

namespace {

struct SentRecord {
    unsigned type = 0;
    std::vector<std::byte> body;
    std::vector<std::byte> wire;
};

enum Damage { Flip = 0xf0, Drop, Repeat, Swap, Cut };

constexpr std::size_t mostRecords = 24;
constexpr std::uint32_t streamsTaken = 3;

std::vector<std::byte> numbered(std::size_t value, std::size_t bytes)
{
    std::vector<std::byte> number(bytes);
    for (auto i = bytes; i > 0; value >>= 8)
        number[--i] = static_cast<std::byte>(value);
    return number;
}

// 0 to 5, or one of the last two that there are.
void addNumberOfStream(std::vector<std::byte> &body, unsigned value)
{
    const std::size_t small = value % 8;
    const auto number = numbered(small < 6 ? small : 0xffffffff - 7 + small, 4);
    body.insert(body.end(), number.begin(), number.end());
}

// A window or a credit, near a limit or not, the target for who opens, and the stream's number.
std::vector<std::byte> orderOf(unsigned type, std::size_t length, unsigned value)
{
    static constexpr std::array<std::size_t, 4> targets{2, 1, 129, 130};
    const std::array<std::size_t, 4> amounts{
        length, length << 16, 0x7fffffff - length, 0x80000000 + length};
    auto body = numbered(amounts[value >> 6], 4);
    if (type == 0x10) {
        body.resize(body.size() + targets[value >> 3 & 3], std::byte{'t'});
        body.back() |= static_cast<std::byte>((value & 0x20) << 2); // no UTF-8 any more
    }
    addNumberOfStream(body, value);
    return body;
}

// Bodies that are nearly right, so that rules are reached: bytes of any length, a batch, the length
// of a message, a hello, an order about a stream, bytes of a stream.
std::vector<std::byte> bodyOf(unsigned type, unsigned form, std::size_t length, unsigned value)
{
    switch (form % 6) {
    case 0:
        return std::vector<std::byte>(length, static_cast<std::byte>(value));
    case 1: {
        std::vector<std::byte> batch;
        for (unsigned i = 0; i <= value % 5; ++i) {
            const auto each = (length >> (2 * i)) % 300;
            const auto head = numbered(each, 2);
            batch.insert(batch.end(), head.begin(), head.end());
            batch.resize(batch.size() + each, static_cast<std::byte>(i));
        }
        if (value > 200 && !batch.empty())
            batch.pop_back();
        return batch;
    }
    case 2:
        return numbered(length + std::size_t{value} * 1000, 4);
    case 4:
        return orderOf(type, length, value);
    case 5: {
        std::vector<std::byte> body(
            std::min<std::size_t>(length, 65'514), static_cast<std::byte>(value));
        addNumberOfStream(body, value);
        return body;
    }
    default:
        return helloOfPeer();
    }
}

std::vector<SentRecord> readRecords(InputReader &input, SealedPeer &peer,
    std::vector<std::array<unsigned, 4>> &damages, bool isAdmitted)
{
    std::vector<SentRecord> records;
    const auto add = [&](unsigned type, std::vector<std::byte> body) {
        auto wire = peer.record(static_cast<std::byte>(type), body);
        records.push_back({type, std::move(body), std::move(wire)});
    };
    if (isAdmitted)
        add(7, helloOfPeer());
    while (!input.isEmpty() && records.size() < mostRecords) {
        const auto type = input.byte();
        const auto second = input.byte();
        const auto length = input.word();
        const auto value = input.byte();
        if (type >= Flip && type <= Cut)
            damages.push_back({type, second, length, value});
        else
            add(type, bodyOf(type, second, std::min(length, 65'518U), value));
    }
    return records;
}

std::vector<std::byte> streamOf(
    const std::vector<SentRecord> &records, const std::vector<std::array<unsigned, 4>> &damages)
{
    std::vector<std::vector<std::byte>> pieces;
    for (const auto &record : records)
        pieces.push_back(record.wire);
    for (const auto &[what, which, where, value] : damages) {
        if (pieces.empty())
            break;
        const auto at = which % pieces.size();
        const auto other = where % pieces.size();
        auto &piece = pieces[at];
        if (what == Flip && !piece.empty())
            piece[where % piece.size()] ^= static_cast<std::byte>(value);
        else if (what == Drop)
            pieces.erase(pieces.begin() + static_cast<std::ptrdiff_t>(at));
        else if (what == Repeat && pieces.size() < 2 * mostRecords)
            pieces.insert(pieces.begin() + static_cast<std::ptrdiff_t>(other), exactCopy(piece));
        else if (what == Swap)
            std::swap(piece, pieces[other]);
        else if (what == Cut)
            piece.resize(std::min<std::size_t>(piece.size(), where));
    }
    std::vector<std::byte> stream;
    for (const auto &piece : pieces)
        stream.insert(stream.end(), piece.begin(), piece.end());
    return stream;
}

// A record opens if and only if it is, byte for byte, the next that was sealed.
std::vector<SealedStep> expected(
    RecordModel model, const std::vector<SentRecord> &records, std::span<const std::byte> stream)
{
    for (std::size_t next = 0; !model.isOver() && stream.size() >= 2; ++next) {
        const auto length =
            std::to_integer<std::size_t>(stream[0]) << 8 | std::to_integer<std::size_t>(stream[1]);
        if (length < 17) {
            model.fail(Failure::Reason::BadFrameLength);
            break;
        }
        if (stream.size() < 2 + length)
            break;
        if (next < records.size() && areEqual(stream.first(2 + length), records[next].wire))
            model.take(records[next].type, records[next].body);
        else
            model.fail(Failure::Reason::NotAuthentic);
        stream = stream.subspan(2 + length);
    }
    return model.takeSteps();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const std::array ends{SealedEnds(false), SealedEnds(true)};
    InputReader input(data, size);
    const auto options = input.byte();
    const auto cutSeed = input.byte();
    const auto role = (options & 1) != 0 ? Role::Agent : Role::Server;
    const auto &both = ends[options >> 1 & 1];
    const std::size_t limit = (options & 4) != 0 ? 200 : 200'000;
    const SealedSetup setup{.settings = {.role = role,
                                .maxMessageLength = limit,
                                .protocol = Protocol::Sealed,
                                .identity = &both.identity(role),
                                .mostStreams = streamsTaken},
        .random = sealedDraws(role),
        .echoes = (options & 16) != 0};

    SealedPeer peer(both, role);
    std::vector<std::array<unsigned, 4>> damages;
    const auto records =
        readRecords(input, peer, damages, role == Role::Agent && (options & 8) != 0);
    const auto sent = streamOf(records, damages);
    auto stream = exactCopy(peer.handshake());
    stream.insert(stream.end(), sent.begin(), sent.end());

    auto steps = runSealedInAllCuts(setup, stream, cutSeed).steps;
    if (role == Role::Server) {
        require(!steps.empty() && steps.front().kind == SealedStep::Kind::Established,
            "a good handshake establishes");
        steps.erase(steps.begin());
    }
    require(steps
            == expected(RecordModel(role, limit, StreamModel(role, streamsTaken, setup.echoes)),
                records, sent),
        "records are taken as they were sealed and as the tables say, and nothing else is");
    return 0;
}
