// SPDX-License-Identifier: MIT
#pragma once

#include "console/top/topkey.h"
#include "console/top/toptext.h"

#include <QString>

#include <expected>
#include <memory>
#include <optional>

namespace sealcord {

/// The terminal of this process as a screen of lines. What stood on it comes back when this ends.
///
/// One at a time in a process; belongs to one thread. While it is there, changes of its size are
/// told at sizeDescriptor() instead of by a signal.
class Terminal
{
public:
    /// Whether standard input and output are one.
    [[nodiscard]] static bool isThere();
    /// Takes it; or why it is of no use, for a person.
    [[nodiscard]] static std::expected<std::unique_ptr<Terminal>, QString> open();
    ~Terminal();
    Terminal(const Terminal &) = delete;
    Terminal &operator=(const Terminal &) = delete;

    /// What the environment says it can show: LC_ALL, LC_CTYPE, LANG.
    [[nodiscard]] static TopCharset charset();

    [[nodiscard]] TopSize size() const;
    /// There is something to read when it has another size: call takeSize().
    [[nodiscard]] int sizeDescriptor() const { return m_sizeSignal; }
    void takeSize();

    /// As fitted() to its size. Blocks for the terminal.
    void show(const TopLines &lines);

    /// A key that was pressed; nothing: none waits.
    [[nodiscard]] std::optional<TopKey> takeKey();
    /// Whether nobody can press any more.
    [[nodiscard]] bool isGone() const;

private:
    struct Curses; // what ncurses has of it

    explicit Terminal(std::unique_ptr<Curses> curses);

    std::unique_ptr<Curses> m_curses;
    int m_sizeSignal = -1;
};

} // namespace sealcord
