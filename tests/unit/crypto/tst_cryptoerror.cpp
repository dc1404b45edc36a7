// SPDX-License-Identifier: MIT
#include "core/crypto/cryptoerror.h"

#include <QTest>

#include <openssl/err.h>

using sealcord::takeOpenSslError;

class TestCryptoError : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { ERR_clear_error(); }
    void tellsWhatFailedWithoutAReason();
    void tellsEveryReasonInOrder();
    void emptiesTheQueueOnce();
    void namesAReasonThatOpenSslDoesNotKnow();
};

void TestCryptoError::tellsWhatFailedWithoutAReason()
{
    QCOMPARE(takeOpenSslError("sealing").text.c_str(), "sealing failed");
}

void TestCryptoError::tellsEveryReasonInOrder()
{
    ERR_raise(ERR_LIB_EVP, ERR_R_PASSED_NULL_PARAMETER);
    ERR_raise(ERR_LIB_EVP, ERR_R_INTERNAL_ERROR);
    QCOMPARE(takeOpenSslError("sealing").text.c_str(),
        "sealing failed: passed a null parameter: internal error");
}

void TestCryptoError::emptiesTheQueueOnce()
{
    ERR_raise(ERR_LIB_EVP, ERR_R_INTERNAL_ERROR);
    ERR_raise(ERR_LIB_EVP, ERR_R_INTERNAL_ERROR);
    QCOMPARE(takeOpenSslError("the first").text.c_str(),
        "the first failed: internal error: internal error");
    QCOMPARE(ERR_peek_error(), 0ul);
    QCOMPARE(takeOpenSslError("the second").text.c_str(), "the second failed");
}

void TestCryptoError::namesAReasonThatOpenSslDoesNotKnow()
{
    ERR_raise(ERR_LIB_USER, 7);
    QCOMPARE(takeOpenSslError("sealing").text.c_str(), "sealing failed: unknown reason");
}

QTEST_APPLESS_MAIN(TestCryptoError)
#include "tst_cryptoerror.moc"
