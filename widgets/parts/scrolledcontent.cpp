// SPDX-License-Identifier: MIT
#include "widgets/parts/scrolledcontent.h"

#include <QEvent>

namespace sealcord {

namespace {

/// As large as it is told, which is no less than what its content needs. Around the content, since
/// a QScrollArea asks a layout with lines that wrap for the height that it would like, not the
/// least.
class Room final : public QWidget
{
public:
    explicit Room(QWidget *content)
        : m_content(content)
    {
        content->setParent(this);
    }

    [[nodiscard]] QSize minimumSizeHint() const override { return m_content->minimumSizeHint(); }

protected:
    void resizeEvent(QResizeEvent * /*event*/) override { m_content->setGeometry(rect()); }
    bool event(QEvent *event) override
    {
        if (event->type() == QEvent::LayoutRequest)
            updateGeometry(); // of the content, on to the area
        return QWidget::event(event);
    }

private:
    QWidget *m_content;
};

} // namespace

ScrolledContent::ScrolledContent(QWidget *content, QWidget *parent)
    : QScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setFocusPolicy(Qt::NoFocus);
    setWidget(new Room(content));
}

} // namespace sealcord
