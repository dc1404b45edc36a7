// SPDX-License-Identifier: MIT
#include "widgets/parts/waitbar.h"

#include "widgets/parts/backgroundwork.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

#include <chrono>

using namespace std::chrono_literals;

namespace sealcord {

WaitBar::WaitBar(BackgroundWork *work, const QString &text, QWidget *parent)
    : QWidget(parent)
{
    auto *progress = new QProgressBar(this);
    progress->setRange(0, 0);
    progress->setTextVisible(false);
    progress->setMaximumWidth(160);
    progress->setAccessibleName(text);
    auto *cancel = new QPushButton(tr("Cancel"), this);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(new QLabel(text, this));
    layout->addWidget(progress);
    layout->addWidget(cancel);
    layout->addStretch();
    hide();

    m_delay.setSingleShot(true);
    m_delay.setInterval(100ms);
    connect(&m_delay, &QTimer::timeout, this, &QWidget::show);
    connect(work, &BackgroundWork::runningChanged, this, [this, work] {
        if (work->isRunning()) {
            m_delay.start();
        } else {
            m_delay.stop();
            hide();
        }
    });
    connect(cancel, &QPushButton::clicked, this, [this, work] {
        work->cancel();
        Q_EMIT cancelled();
    });
}

} // namespace sealcord
