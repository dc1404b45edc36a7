// SPDX-License-Identifier: MIT
#include "widgets/settings/windowstate.h"

#include <algorithm>

namespace sealcord {

using namespace Qt::StringLiterals;

WindowState::WindowState(const QString &name)
    : m_name(name)
    , m_settings(QSettings::IniFormat, QSettings::UserScope, u"sealcord"_s, name)
{ }

QString WindowState::layoutKey(const QString &part) const
{
    return u"layout/"_s + part;
}

QByteArray WindowState::layout(const QString &part) const
{
    return m_settings.value(layoutKey(part)).toByteArray();
}

void WindowState::setLayout(const QString &part, const QByteArray &value)
{
    m_settings.setValue(layoutKey(part), value);
}

void WindowState::forgetLayout()
{
    m_settings.remove(u"layout"_s);
}

QStringList WindowState::list(const QString &key) const
{
    return m_settings.value(key).toStringList();
}

void WindowState::setList(const QString &key, const QStringList &values)
{
    m_settings.setValue(key, values);
}

// Name and text in turn.
QList<NamedFilter> WindowState::namedFilters() const
{
    const auto stored = list(u"named-filters"_s);
    QList<NamedFilter> filters;
    for (qsizetype index = 0; index + 1 < stored.size(); index += 2)
        filters.append({stored[index], stored[index + 1]});
    return filters;
}

void WindowState::setNamedFilters(const QList<NamedFilter> &filters)
{
    QStringList stored;
    for (const auto &filter : filters)
        stored << filter.name << filter.text;
    setList(u"named-filters"_s, stored);
}

qint64 WindowState::number(const QString &key, qint64 least, qint64 most, qint64 fallback) const
{
    bool isNumber = false;
    const auto value = m_settings.value(key).toLongLong(&isNumber);
    return isNumber && value >= least && value <= most ? value : fallback;
}

void WindowState::setNumber(const QString &key, qint64 value)
{
    m_settings.setValue(key, value);
}

Appearance WindowState::appearance() const
{
    const auto stored = m_settings.value(u"appearance"_s).toString();
    if (stored == "light"_L1)
        return Appearance::Light;
    return stored == "dark"_L1 ? Appearance::Dark : Appearance::System;
}

void WindowState::setAppearance(Appearance appearance)
{
    m_settings.setValue(u"appearance"_s,
        appearance == Appearance::Light      ? u"light"_s
            : appearance == Appearance::Dark ? u"dark"_s
                                             : u"system"_s);
}

QString WindowState::language() const
{
    const auto stored = m_settings.value(u"language"_s).toString();
    return stored == "en"_L1 || stored == "de"_L1 ? stored : QString();
}

void WindowState::setLanguage(const QString &language)
{
    m_settings.setValue(u"language"_s, language);
}

} // namespace sealcord
