// SPDX-License-Identifier: MIT
#include "widgets/streams/streamlist.h"

#include "tests/support/rows/connectionnews.h"
#include "widgets/list/emptynote.h"
#include "widgets/list/listview.h"

#include <QAction>
#include <QItemSelectionModel>
#include <QSignalSpy>
#include <QTest>

#include <memory>
#include <utility>

namespace sealcord {

using namespace Qt::StringLiterals;

class TestStreamList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void emptyListSaysWhatStreamsAre();
    void openStreamsCanBeReset();
    void bytesOfOneAreFiltered();

private:
    void add(StreamNumber number, bool hasEnded = false);
    void select(int row) const
    {
        m_page->list().selectionModel()->setCurrentIndex(
            m_model->index(row, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    }

    std::unique_ptr<StreamModel> m_model;
    std::unique_ptr<StreamList> m_page;
};

void TestStreamList::init()
{
    m_page.reset();
    m_model = std::make_unique<StreamModel>();
    m_model->showConnection(3);
    m_page = std::make_unique<StreamList>(*m_model);
    m_page->resize(900, 200);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
}

void TestStreamList::add(StreamNumber number, bool hasEnded)
{
    TrafficBatch batch;
    auto &news = batch.streams.emplace_back();
    news.connection = test::named(3);
    news.number = number;
    news.target = "web";
    news.opened = test::start;
    if (hasEnded)
        news.end = StreamNews::End{test::start, {}, true, StreamReset::Cancelled, "cancelled"};
    m_model->apply(batch);
}

void TestStreamList::emptyListSaysWhatStreamsAre()
{
    const auto *note = m_page->findChild<EmptyNote *>();
    QVERIFY(note && note->isVisible());
    add(1);
    QVERIFY(!note->isVisible());
}

void TestStreamList::openStreamsCanBeReset()
{
    QSignalSpy reset(m_page.get(), &StreamList::resetRequested);
    QVERIFY(!m_page->resetAction().isEnabled());
    add(1);
    add(3, true);
    add(5);
    select(1);
    QVERIFY(!m_page->resetAction().isEnabled()); // it is over
    select(0);
    select(2);
    QCOMPARE(m_page->resetAction().text(), u"&Reset 2 streams"_s);
    m_page->resetAction().trigger();
    QCOMPARE(reset.size(), 2);
    QCOMPARE(reset[0][0].value<ConnectionId>(), ConnectionId(3));
    QCOMPARE(reset[0][1].value<StreamNumber>(), StreamNumber(1));
    QCOMPARE(reset[1][1].value<StreamNumber>(), StreamNumber(5));
}

void TestStreamList::bytesOfOneAreFiltered()
{
    QSignalSpy filter(m_page.get(), &StreamList::filterRequested);
    add(7);
    select(0);
    m_page->filterAction().trigger();
    QCOMPARE(filter.size(), 1);
    QCOMPARE(filter[0][0].toString(), u"connection:3 stream:7"_s);
}

} // namespace sealcord

QTEST_MAIN(sealcord::TestStreamList)
#include "tst_streamlist.moc"
