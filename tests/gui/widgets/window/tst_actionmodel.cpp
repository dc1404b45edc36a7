// SPDX-License-Identifier: MIT
#include "widgets/window/actionmodel.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QTest>

#include <memory>

using namespace sealcord;
using namespace Qt::StringLiterals;

class TestActionModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bestComesFirst();
    void disabledIsThereWithoutEffect();
    void goneActionIsDisabled();
};

void TestActionModel::bestComesFirst()
{
    QAction restart(u"Restart"_s);
    QAction start(u"Start"_s);
    ActionModel model(nullptr);
    const QAbstractItemModelTester tester(&model);
    model.setEntries({entryOf(&restart, u"Server"_s), entryOf(&start, u"Server"_s)});
    QCOMPARE(model.rowCount(), 2);
    model.setFilter(u"start"_s);
    QCOMPARE(model.actionAt(model.index(0, 0)), &start);
    QCOMPARE(model.actionAt(model.index(1, 0)), &restart);
    model.setFilter(u"re"_s);
    QCOMPARE(model.rowCount(), 1);
    model.setFilter(u"nothing"_s);
    QCOMPARE(model.rowCount(), 0);
}

void TestActionModel::disabledIsThereWithoutEffect()
{
    QAction action(u"&Stop"_s);
    action.setShortcut(QKeySequence(Qt::Key_F5));
    action.setCheckable(true);
    action.setChecked(true);
    ActionModel model(nullptr);
    const QAbstractItemModelTester tester(&model);
    model.setEntries({entryOf(&action, u"Server"_s)});
    const QModelIndex index = model.index(0, ActionModel::TextColumn);
    QVERIFY(index.flags().testFlag(Qt::ItemIsEnabled));
    QCOMPARE(index.data().toString(), u"✓ Stop"_s);
    QCOMPARE(index.data(Qt::AccessibleTextRole).toString(), u"Stop, F5, in Server"_s);
    action.setEnabled(false);
    QVERIFY(!index.flags().testFlag(Qt::ItemIsEnabled));
}

void TestActionModel::goneActionIsDisabled()
{
    auto action = std::make_unique<QAction>(u"Passing"_s);
    ActionModel model(nullptr);
    const QAbstractItemModelTester tester(&model);
    model.setEntries({entryOf(action.get(), {})});
    action.reset();
    QCOMPARE(model.actionAt(model.index(0, 0)), nullptr);
    QVERIFY(!model.index(0, 0).flags().testFlag(Qt::ItemIsEnabled));
}

QTEST_MAIN(TestActionModel)
#include "tst_actionmodel.moc"
