// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/rows/rowsource.h"
#include "widgets/traffic/trafficpane.h"

#include <QTest>

#include <memory>

namespace sealcord::test {

/// A list of traffic with the focus, empty: what tests of it begin with.
class TrafficPaneTest
{
protected:
    void open()
    {
        m_pane.reset();
        m_rows = {};
        m_model = std::make_unique<TrafficModel>(TrafficLimits{1 << 20, 1000});
        m_pane = std::make_unique<TrafficPane>(*m_model);
        m_pane->resize(1000, 400);
        m_pane->show();
        m_pane->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_pane.get()));
    }

    RowSource m_rows;
    std::unique_ptr<TrafficModel> m_model;
    std::unique_ptr<TrafficPane> m_pane;
};

} // namespace sealcord::test
