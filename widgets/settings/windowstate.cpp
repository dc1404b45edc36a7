// SPDX-License-Identifier: MIT
#include "widgets/settings/windowstate.h"

#include "widgets/settings/mergedcontents.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>

#include <array>
#include <chrono>
#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

constexpr auto filtersKey = "filters"_L1;
constexpr auto namedFiltersKey = "named-filters"_L1;
constexpr auto messagesKey = "messages"_L1;
constexpr std::array contentKeys{filtersKey, namedFiltersKey, messagesKey};

constexpr auto keepsContentsKey = "keep-contents"_L1;

// Nothing can be made below it. Qt's own settings, of file dialogs, go there too.
constexpr auto nowhere = "/dev/null"_L1;

// As the XDG Base Directory Specification has it. Without a home Qt would take the root directory
// for one, and whoever may write there would find the settings of a window in it.
QString settingsFolder()
{
    auto config = qEnvironmentVariable("XDG_CONFIG_HOME");
    if (QDir::isAbsolutePath(config))
        return config;
    const auto home = qEnvironmentVariable("HOME");
    const QDir folder(home);
    const auto isHome = QDir::isAbsolutePath(home) && folder.exists() && !folder.isRoot();
    return isHome ? folder.filePath(u".config"_s) : QString(nowhere);
}

QSettings settingsOf(const QString &name)
{
    for (const auto format : {QSettings::NativeFormat, QSettings::IniFormat})
        QSettings::setPath(format, QSettings::UserScope, settingsFolder());
    return {QSettings::IniFormat, QSettings::UserScope, u"sealcord"_s, name};
}

constexpr std::chrono::milliseconds patience = std::chrono::seconds(2);

// Before something is written: QSettings takes the permissions of the file that is there, and for a
// new one what the umask leaves, which is usually that everybody reads it.
void protect(const QString &path)
{
    const auto folder = QFileInfo(path).path();
    QDir().mkpath(folder);
    QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    QFile file(path);
    if (file.exists())
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    else if (file.open(QIODevice::NewOnly, QFile::ReadOwner | QFile::WriteOwner))
        file.close();
}

} // namespace

WindowState::WindowState(const QString &name)
    : m_settings(settingsOf(name))
{
    protect(m_settings.fileName());
    if (!keepsContents())
        forgetContents(); // of a version that asked nobody
    m_knownFilters = formerFilters();
    m_knownMessages = formerMessages();
    m_knownNamedFilters = namedFilters();
}

WindowState::~WindowState()
{
    m_settings.sync();
    protect(m_settings.fileName()); // should somebody have taken the file away meanwhile
}

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

bool WindowState::canRemember() const
{
    return m_settings.isWritable();
}

bool WindowState::keepsContents() const
{
    return m_settings.value(keepsContentsKey).toString() == "true"_L1;
}

void WindowState::setKeepsContents(bool keeps)
{
    m_settings.setValue(keepsContentsKey, keeps);
    if (!keeps)
        forgetContents();
}

// Other windows of the same kind remember in the same file.
void WindowState::mergeContents(const std::function<void()> &merge)
{
    // QSettings locks each reading and each writing, but nothing in between.
    QLockFile lock(m_settings.fileName() + u".merge"_s);
    (void)lock.tryLock(patience); // better the last one wins than that a window does not close
    m_settings.sync();
    if (keepsContents())
        merge();
    m_settings.sync();
}

void WindowState::forgetContents()
{
    m_knownFilters.clear();
    m_knownMessages.clear();
    m_knownNamedFilters.clear();
    for (const auto key : contentKeys)
        m_settings.remove(key);
    m_settings.sync();
}

QStringList WindowState::formerFilters() const
{
    return m_settings.value(filtersKey).toStringList();
}

void WindowState::setFormerFilters(const QStringList &filters)
{
    mergeContents([&] {
        m_settings.setValue(filtersKey,
            mergedHistory(std::exchange(m_knownFilters, filters), filters, formerFilters()));
    });
}

QStringList WindowState::formerMessages() const
{
    return m_settings.value(messagesKey).toStringList();
}

void WindowState::setFormerMessages(const QStringList &messages)
{
    mergeContents([&] {
        m_settings.setValue(messagesKey,
            mergedHistory(std::exchange(m_knownMessages, messages), messages, formerMessages()));
    });
}

// Name and text in turn.
QList<NamedFilter> WindowState::namedFilters() const
{
    const auto stored = m_settings.value(namedFiltersKey).toStringList();
    QList<NamedFilter> filters;
    for (qsizetype index = 0; index + 1 < stored.size(); index += 2)
        filters.append({stored[index], stored[index + 1]});
    return filters;
}

void WindowState::setNamedFilters(const QList<NamedFilter> &filters)
{
    mergeContents([&] {
        const auto known = std::exchange(m_knownNamedFilters, filters);
        QStringList stored;
        for (const auto &filter : mergedFilters(known, filters, namedFilters()))
            stored << filter.name << filter.text;
        m_settings.setValue(namedFiltersKey, stored);
    });
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
