// SPDX-License-Identifier: MIT
#include "core/records/jsonobject.h"

#include "core/crypto/base64.h"
#include "core/text/escape.h"

#include <QByteArray>

#include <cmath>

namespace sealcord {

JsonObject::JsonObject(std::string &out)
    : m_out(out)
{
    m_out += '{';
}

void JsonObject::begin(std::string_view name)
{
    if (!std::exchange(m_isFirst, false))
        m_out += ',';
    m_out += '"';
    m_out += name;
    m_out += "\":";
}

void JsonObject::add(std::string_view name, std::string_view utf8)
{
    begin(name);
    appendJsonString(m_out, utf8);
}

void JsonObject::add(std::string_view name, double value)
{
    addRaw(name, std::isfinite(value) ? QByteArray::number(value, 'g', 17).toStdString() : "null");
}

void JsonObject::addBase64(std::string_view name, std::span<const std::byte> bytes)
{
    begin(name);
    m_out += '"';
    const auto before = m_out.size();
    m_out.resize(before + base64Length(bytes.size()));
    toBase64(bytes, std::span(m_out).subspan(before));
    while ((m_out.size() - before) % 4 != 0)
        m_out += '=';
    m_out += '"';
}

void JsonObject::addRaw(std::string_view name, std::string_view json)
{
    begin(name);
    m_out += json;
}

void JsonObject::finish()
{
    m_out += '}';
}

} // namespace sealcord
