// SPDX-License-Identifier: MIT
#include "core/protocol/peer.h"

#include <QTest>

using namespace sealcord;

class TestPeer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void protectionHasItsName_data();
    void protectionHasItsName();
};

void TestPeer::protectionHasItsName_data()
{
    QTest::addColumn<Protection>("protection");
    QTest::addColumn<QString>("words");
    QTest::addColumn<bool>("authenticates");
    const auto row = [](Protection protection, const char *words, bool authenticates) {
        QTest::newRow(words) << protection << QString::fromLatin1(words) << authenticates;
    };
    row(Protection::NotAuthenticated, "encrypted, not authenticated", false);
    row(Protection::FirstContact, "first contact, not yet verified", false);
    row(Protection::Pinned, "pinned", true);
    row(Protection::Verified, "verified", true);
}

void TestPeer::protectionHasItsName()
{
    QFETCH(const Protection, protection);
    const auto words = name(protection);
    QTEST(QString::fromLatin1(words.data(), static_cast<qsizetype>(words.size())), "words");
    QTEST(isAuthenticated(protection), "authenticates");
}

QTEST_APPLESS_MAIN(TestPeer)
#include "tst_peer.moc"
