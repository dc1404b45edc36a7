// SPDX-License-Identifier: MIT
#pragma once

#include "widgets/connection/windowcodes.h"

#include <QString>

#include <utility>

namespace sealcord {

/// Where no code can be compared.
class NoCodes final : public WindowCodes
{
    Q_OBJECT

public:
    /// \a why: also on a connection on which nothing else is in the way; a sentence.
    NoCodes(Role here, QString why, QObject *parent = nullptr)
        : WindowCodes(here, parent)
        , m_why(std::move(why))
    { }

    [[nodiscard]] const CodeComparison *find(ConnectionId) const override { return nullptr; }
    [[nodiscard]] QString whyNot(const ConnectionInfo &connection) const override
    {
        const auto why = WindowCodes::whyNot(connection);
        return why.isEmpty() ? m_why : why;
    }
    [[nodiscard]] QString outcome(const ConnectionInfo &) const override { return {}; }
    void ask(const ConnectionInfo &) override { }
    void decide(ConnectionId, bool) override { }

private:
    const QString m_why;
};

} // namespace sealcord
