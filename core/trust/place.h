// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringView>

#include <optional>

namespace sealcord {

/// Where a server is, as a person says it: what a key is remembered for. Never what a name resolved
/// to, which whoever answers for names could change.
struct Place {
    QString host; ///< a name or an address, in lower case, IPv6 without brackets
    quint16 port = 0; ///< not 0

    friend bool operator==(const Place &, const Place &) = default;

    /// "lab.example:1337", "[2001:db8::7]:1337".
    [[nodiscard]] QString toString() const;

    /// The place that a person meant by \a host, as it was typed, and \a port. An interface behind
    /// an address keeps its capitals: "fe80::1%Wan".
    [[nodiscard]] static Place of(const QString &host, quint16 port);
    /// The place that toString() made \a text of; none for any other form.
    [[nodiscard]] static std::optional<Place> parse(QStringView text);
};

} // namespace sealcord
