// SPDX-License-Identifier: MIT
#include "core/net/accepterror.h"

#include <QTest>

#include <cerrno>
#include <cstring>
#include <initializer_list>

using namespace sealcord;

class TestAcceptError : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlyWhatLastsIsWaitedFor_data();
    void onlyWhatLastsIsWaitedFor();
};

void TestAcceptError::onlyWhatLastsIsWaitedFor_data()
{
    QTest::addColumn<int>("number");
    QTest::addColumn<AcceptError>("kind");

    const auto add = [](std::initializer_list<int> numbers, AcceptError kind) {
        for (const auto number : numbers)
            QTest::newRow(std::strerror(number)) << number << kind;
    };
    add({EAGAIN}, AcceptError::NobodyWaits);
    add({ECONNABORTED, EINTR, EPERM}, AcceptError::Passing);
    // accept(2): "errors on the new socket", to be treated like EAGAIN by retrying.
    add({ENETDOWN, EPROTO, ENOPROTOOPT, EHOSTDOWN, EHOSTUNREACH, EOPNOTSUPP, ENETUNREACH},
        AcceptError::Passing);
#ifdef ENONET
    add({ENONET}, AcceptError::Passing);
#endif
    add({EMFILE, ENFILE, ENOBUFS, ENOMEM, EBADF, EINVAL}, AcceptError::Lasting);
}

void TestAcceptError::onlyWhatLastsIsWaitedFor()
{
    QFETCH(const int, number);
    QFETCH(const AcceptError, kind);
    QVERIFY(acceptError(number) == kind);
}

QTEST_APPLESS_MAIN(TestAcceptError)
#include "tst_accepterror.moc"
