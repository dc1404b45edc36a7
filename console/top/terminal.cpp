// SPDX-License-Identifier: MIT
#include "console/top/terminal.h"

#include <QByteArray>
#include <QtGlobal>

#include <array>
#include <csignal>
#include <cwchar>
#include <string_view>
#include <utility>

#include <langinfo.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/signalfd.h>
#include <unistd.h>

#define NCURSES_NOMACROS // they have the names of functions of ours
#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <termcap.h>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

constexpr int doubtfulPair = 1;
constexpr int warningPair = 2;

sigset_t sizeSignal()
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGWINCH);
    return set;
}

std::optional<TopKey> specialKey(wint_t code)
{
    using Kind = TopKey::Kind;
    constexpr std::array<std::pair<wint_t, Kind>, 10> keys{{{KEY_ENTER, Kind::Enter},
        {KEY_BACKSPACE, Kind::Backspace}, {KEY_UP, Kind::Up}, {KEY_DOWN, Kind::Down},
        {KEY_LEFT, Kind::Left}, {KEY_RIGHT, Kind::Right}, {KEY_PPAGE, Kind::PageUp},
        {KEY_NPAGE, Kind::PageDown}, {KEY_HOME, Kind::Home}, {KEY_END, Kind::End}}};
    for (const auto &[known, kind] : keys) {
        if (code == known)
            return TopKey{kind};
    }
    return std::nullopt;
}

std::optional<TopKey> characterKey(wint_t character)
{
    if (character == L'\n' || character == L'\r')
        return TopKey{TopKey::Kind::Enter};
    if (character == L'\b' || character == 0x7f)
        return TopKey{TopKey::Kind::Backspace};
    if (character == 0x1b)
        return TopKey{TopKey::Kind::Escape};
    if (character < 0x20)
        return std::nullopt;
    return TopKey{TopKey::Kind::Character, static_cast<char32_t>(character)};
}

} // namespace

struct Terminal::Curses {
    explicit Curses(SCREEN *taken)
        : screen(taken)
    { }
    ~Curses()
    {
        if (!screen)
            return;
        ::endwin();
        ::delscreen(screen);
    }
    Curses(const Curses &) = delete;
    Curses &operator=(const Curses &) = delete;

    SCREEN *const screen; // null: there is none
    bool hasColours = false;

    [[nodiscard]] std::pair<attr_t, short> attributes(TopStyle style) const;
};

std::pair<attr_t, short> Terminal::Curses::attributes(TopStyle style) const
{
    switch (style) {
    case TopStyle::Plain:
        return {A_NORMAL, short{0}};
    case TopStyle::Faint:
        return {A_DIM, short{0}};
    case TopStyle::Titles:
        return {A_BOLD | A_UNDERLINE, short{0}};
    case TopStyle::Selected:
        return {A_REVERSE, short{0}};
    case TopStyle::Doubtful:
        return {A_NORMAL, hasColours ? short{doubtfulPair} : short{0}};
    case TopStyle::Warning:
        return {A_BOLD, hasColours ? short{warningPair} : short{0}};
    }
    std::unreachable();
}

bool Terminal::isThere()
{
    return ::isatty(STDIN_FILENO) != 0 && ::isatty(STDOUT_FILENO) != 0;
}

std::expected<std::unique_ptr<Terminal>, QString> Terminal::open()
{
    const auto type = qgetenv("TERM");
    const auto useless = [&type] {
        return std::unexpected(
            u"this kind of terminal is not known, or cannot show a screen: TERM="_s
            + QString::fromLocal8Bit(type));
    };
    if (::tgetent(nullptr, type.constData()) != 1)
        return useless(); // before newterm(), which would leave memory behind
    auto curses = std::make_unique<Curses>(::newterm(nullptr, stdout, stdin));
    if (!curses->screen || ::tigetstr("cup") == nullptr)
        return useless();
    ::cbreak(); // keys one by one; those that are signals stay so
    ::noecho();
    ::nonl();
    ::keypad(::stdscr, true);
    ::nodelay(::stdscr, true);
    ::set_escdelay(25); // milliseconds from Esc to what makes another key of it
    ::curs_set(0);
    // https://no-color.org
    if (qEnvironmentVariable("NO_COLOR").isEmpty() && ::has_colors() && ::start_color() == OK) {
        ::use_default_colors(); // light or dark: these are read on both
        ::init_pair(doubtfulPair, COLOR_MAGENTA, -1);
        ::init_pair(warningPair, COLOR_RED, -1);
        curses->hasColours = true;
    }
    return std::unique_ptr<Terminal>(new Terminal(std::move(curses)));
}

Terminal::Terminal(std::unique_ptr<Curses> curses)
    : m_curses(std::move(curses))
{
    const auto signals = sizeSignal();
    ::sigprocmask(SIG_BLOCK, &signals, nullptr);
    m_sizeSignal = ::signalfd(-1, &signals, SFD_NONBLOCK | SFD_CLOEXEC);
    takeSize(); // as it is by now
}

Terminal::~Terminal()
{
    const auto signals = sizeSignal();
    ::sigprocmask(SIG_UNBLOCK, &signals, nullptr);
    if (m_sizeSignal >= 0)
        ::close(m_sizeSignal);
}

// Qt has taken a UTF-8 locale for itself where the environment names another: what the terminal
// can show, that does not tell.
TopCharset Terminal::charset()
{
    auto *const locale = ::newlocale(LC_CTYPE_MASK, "", nullptr);
    if (!locale)
        return TopCharset::Ascii;
    const bool isUtf8 = std::string_view(::nl_langinfo_l(CODESET, locale)) == "UTF-8";
    ::freelocale(locale);
    return isUtf8 ? TopCharset::Utf8 : TopCharset::Ascii;
}

TopSize Terminal::size() const
{
    return {::getmaxx(::stdscr), ::getmaxy(::stdscr)};
}

void Terminal::takeSize()
{
    signalfd_siginfo signal{};
    while (::read(m_sizeSignal, &signal, sizeof signal) > 0) { }
    winsize size{};
    if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0)
        ::resizeterm(size.ws_row, size.ws_col);
}

void Terminal::show(const TopLines &lines)
{
    ::erase();
    for (int row = 0; const auto &[text, style] : lines) {
        const auto [attributes, pair] = m_curses->attributes(style);
        ::attr_set(attributes, pair, nullptr);
        ::mvaddwstr(row++, 0, text.toStdWString().c_str());
    }
    ::refresh();
}

std::optional<TopKey> Terminal::takeKey()
{
    wint_t code = 0;
    for (;;) {
        const int kind = ::get_wch(&code);
        if (kind != OK && kind != KEY_CODE_YES)
            return std::nullopt;
        // What is no key of ours is passed over.
        if (const auto key = kind == OK ? characterKey(code) : specialKey(code))
            return key;
    }
}

bool Terminal::isGone() const
{
    pollfd input{STDIN_FILENO, POLLIN, 0};
    return ::poll(&input, 1, 0) > 0 && (input.revents & (POLLHUP | POLLERR)) != 0;
}

} // namespace sealcord
