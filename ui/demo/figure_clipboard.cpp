// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/demo/figure_clipboard.h"

#include "core/base/file.h"
#include "ui/export/save_figure.h"

#include <QMimeData>
#include <QTemporaryDir>

namespace kaba {
namespace {

struct Form {
    const char* suffix;
    const char* mimeType;
};
constexpr Form kForms[] = {{"svg", "image/svg+xml"}, {"pdf", "application/pdf"}};

} // namespace

std::unique_ptr<QMimeData> figureMimeData(const Figure& figure, const Recipe& recipe,
                                          const FigureStyle& style)
{
    auto data = std::make_unique<QMimeData>();
    data->setImageData(renderImage(figure, style));
    const QTemporaryDir folder;
    for (const Form& form : kForms) {
        const std::filesystem::path file =
            folder.filePath(QStringLiteral("figure.") + QLatin1String(form.suffix)).toStdString();
        if (!saveFigure(figure, recipe, style, file))
            continue;
        if (const Result<std::string> bytes = readFile(file))
            data->setData(QLatin1String(form.mimeType),
                          QByteArray(bytes->data(), static_cast<qsizetype>(bytes->size())));
    }
    return data;
}

} // namespace kaba
