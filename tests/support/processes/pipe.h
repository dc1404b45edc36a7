// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/processes/descriptor.h"

#include <QByteArray>

#include <array>

#include <fcntl.h>
#include <unistd.h>

namespace sealcord::test {

/// What is written into one end is read from the other.
class Pipe
{
public:
    Pipe()
    {
        std::array<int, 2> ends{};
        if (::pipe2(ends.data(), O_CLOEXEC) != 0)
            qFatal("no pipe");
        readEnd = Descriptor(ends[0]);
        writeEnd = Descriptor(ends[1]);
    }

    /// What comes within \a milliseconds: up to the first pause of that length.
    QByteArray read(int milliseconds = 0)
    {
        QByteArray all;
        std::array<char, 65536> buffer;
        while (readEnd.isReadable(milliseconds)) {
            const auto count = ::read(readEnd.number(), buffer.data(), buffer.size());
            if (count <= 0)
                break;
            all.append(buffer.data(), static_cast<qsizetype>(count));
        }
        return all;
    }

    /// Fills it to the brim, as a reader does who never reads.
    void fill()
    {
        const auto flags = ::fcntl(writeEnd.number(), F_GETFL);
        ::fcntl(writeEnd.number(), F_SETFL, flags | O_NONBLOCK);
        const std::array<char, 4096> page{};
        while (::write(writeEnd.number(), page.data(), page.size()) > 0) { }
        ::fcntl(writeEnd.number(), F_SETFL, flags);
    }

    Descriptor readEnd;
    Descriptor writeEnd;
};

} // namespace sealcord::test
