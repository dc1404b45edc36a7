// SPDX-License-Identifier: MIT
#include "core/app/version.h"

#include <QRegularExpression>
#include <QTest>

using namespace sealcord;
using namespace Qt::StringLiterals;

class TestVersion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesProgramAndLibraries();
};

void TestVersion::namesProgramAndLibraries()
{
    static const QRegularExpression form(
        u"^sealcord \\d+\\.\\d+\\.\\d+\nQt 6\\.\\d+\\.\\d+\nOpenSSL 3\\.[^\n]+\n$"_s);
    QVERIFY2(form.match(versionText()).hasMatch(), qPrintable(versionText()));
    QVERIFY(versionText().contains(QString::fromLatin1(qVersion())));
}

QTEST_GUILESS_MAIN(TestVersion)
#include "tst_version.moc"
