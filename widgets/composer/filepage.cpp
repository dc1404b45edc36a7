// SPDX-License-Identifier: MIT
#include "widgets/composer/filepage.h"

#include "core/traffic/describe.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace sealcord {

FilePage::FilePage(QWidget *parent)
    : QWidget(parent)
    , m_reader(this)
    , m_choose(new QPushButton(tr("Choose…"), this))
    , m_name(new QLabel(this))
    , m_problem(tr("Choose a file, or drop one here."))
{
    m_choose->setAccessibleName(tr("Choose a file to send"));
    m_name->setTextFormat(Qt::PlainText);
    m_name->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_choose);
    row->addWidget(m_name, 1);
    connect(m_choose, &QPushButton::clicked, this, &FilePage::choose);
    connect(&m_reader, &FileReader::finished, this, &FilePage::takeFile);
}

void FilePage::focusChoose()
{
    m_choose->setFocus(Qt::ShortcutFocusReason);
}

void FilePage::choose()
{
    auto *dialog = new QFileDialog(this, tr("Send a file"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &FilePage::read);
    dialog->open();
}

void FilePage::read(const QString &path)
{
    show(QFileInfo(path).fileName(), {}, tr("Reading the file…"), false);
    m_reader.read(path, m_maxLength);
}

void FilePage::setMessage(const QByteArray &message)
{
    m_reader.cancel();
    show(tr("A message too long to be edited here"), message, {}, false);
}

void FilePage::takeFile(const MessageFile &file)
{
    const QString name = QFileInfo(file.path).fileName();
    if (file.content)
        show(name, *file.content, {}, false);
    else
        show(name, {}, file.content.error(), true);
}

void FilePage::show(
    const QString &name, const QByteArray &message, const QString &problem, bool failed)
{
    m_name->setText(name);
    m_message = message;
    m_problem = problem;
    m_hasFailed = failed;
    Q_EMIT changed();
}

} // namespace sealcord
