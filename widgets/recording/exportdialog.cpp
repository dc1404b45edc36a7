// SPDX-License-Identifier: MIT
#include "widgets/recording/exportdialog.h"

#include "widgets/parts/newfiledialog.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFileDialog>
#include <QFileInfo>
#include <QString>
#include <QStringList>

#include <algorithm>
#include <array>

namespace sealcord {

using namespace Qt::StringLiterals;

namespace {

struct FileType {
    ExportForm form;
    QLatin1StringView suffix;
    const char *name;
};

constexpr std::array types{
    FileType{
        ExportForm::Csv, "csv"_L1, QT_TRANSLATE_NOOP("sealcord::ExportDialog", "Table (*.csv)")},
    FileType{ExportForm::Json, "jsonl"_L1,
        QT_TRANSLATE_NOOP("sealcord::ExportDialog", "JSON Lines (*.jsonl)")},
    FileType{ExportForm::Pcapng, "pcapng"_L1,
        QT_TRANSLATE_NOOP("sealcord::ExportDialog", "Packets for Wireshark (*.pcapng)")},
    FileType{ExportForm::Text, "txt"_L1,
        QT_TRANSLATE_NOOP("sealcord::ExportDialog", "Text, as a log tells it (*.txt)")},
};

QString nameOf(const FileType &type)
{
    return QCoreApplication::translate("sealcord::ExportDialog", type.name);
}

const FileType &typeNamed(const QString &name)
{
    return *std::ranges::find_if(
        types, [&name](const FileType &type) { return nameOf(type) == name; });
}

ExportForm formOf(const QString &path, const QString &chosen)
{
    const auto suffix = QFileInfo(path).suffix();
    for (const auto other : {"json"_L1, "ndjson"_L1}) { // as others call the same
        if (suffix.compare(other, Qt::CaseInsensitive) == 0)
            return ExportForm::Json;
    }
    const auto *const of = std::ranges::find_if(types, [&suffix](const FileType &type) {
        return suffix.compare(type.suffix, Qt::CaseInsensitive) == 0;
    });
    return of == types.end() ? typeNamed(chosen).form : of->form;
}

} // namespace

void chooseExport(QWidget &window, const QString &title, const TakeExport &take)
{
    QStringList names;
    for (const auto &type : types)
        names += nameOf(type);
    auto *dialog = askForNewFile(window,
        {.title = title,
            .filters = names,
            .suffix = types.front().suffix,
            .name = QDateTime::currentDateTime().toString(u"'sealcord-'yyyyMMdd'-'HHmmss"_s)});
    QObject::connect(dialog, &QFileDialog::filterSelected, dialog,
        [dialog](const QString &name) { dialog->setDefaultSuffix(typeNamed(name).suffix); });
    QObject::connect(
        dialog, &QFileDialog::fileSelected, &window, [dialog, take](const QString &path) {
            take(path, formOf(path, dialog->selectedNameFilter()));
        });
}

} // namespace sealcord
