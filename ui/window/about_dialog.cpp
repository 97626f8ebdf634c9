// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/about_dialog.h"

#include "core/base/libraries.h"
#include "papers_db/sqlite_version.h"
#include "ui/base/words.h"
#include "ui/export/animation.h"
#include "ui/formula/formulas.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QTextBrowser>
#include <QVBoxLayout>

#include <array>

namespace kaba {
namespace {

struct Library {
    QString name;
    QString version;
    QString licence;
};

QList<Library> libraries()
{
    QList<Library> all{
        {QStringLiteral("Qt"), QLatin1String(qVersion()), QStringLiteral("LGPL-3.0 / GPL-3.0")},
        {QStringLiteral("QCustomPlot"), QStringLiteral("2.1"), QStringLiteral("GPL-3.0-or-later")},
        {QStringLiteral("MathJax"),
         Formulas::shared().canDraw() ? QStringLiteral("3.2.2") : AboutDialog::tr("not in this build"),
         QStringLiteral("Apache-2.0")},
        {QStringLiteral("libwebp"), qstring(Animation::libraryVersion()), QStringLiteral("BSD-3-Clause")},
        {QStringLiteral("SQLite"), qstring(sqliteVersion()), AboutDialog::tr("public domain")},
    };
    for (const LibraryFact& fact : coreLibraries())
        all.append({qstring(fact.name), qstring(fact.version), qstring(fact.licence)});
    return all;
}

QString page()
{
    QString html = QStringLiteral("<h2>Kaba %1</h2>").arg(QStringLiteral(KABA_VERSION));
    html += QStringLiteral("<p>%1</p>")
                .arg(AboutDialog::tr(
                    "A notebook for surveying and exploring sequence models: the 39 sequence-model papers "
                    "of NeurIPS 2021 and the line from HiPPO to H3, each beside numbers computed here."));
    html += QStringLiteral("<p>%1</p>")
                .arg(AboutDialog::tr("Free software under the GNU General Public License, version 3 "
                                     "or later. It comes without any warranty."));
    html += QStringLiteral("<h3>%1</h3><table cellpadding='3'>").arg(AboutDialog::tr("Built on"));
    for (const Library& library : libraries())
        html += QStringLiteral("<tr><td>%1</td><td>%2</td><td>%3</td></tr>")
                    .arg(library.name, library.version, library.licence);
    html += QStringLiteral("</table><p>%1</p>")
                .arg(AboutDialog::tr(
                    "The viridis and cividis colour tables are in the public domain (CC0). Text in figures "
                    "uses the fonts installed on this computer."));
    return html;
}

} // namespace

AboutDialog::AboutDialog(QWidget* parent)
    : QDialog(parent)
{
    setWindowTitle(tr("About Kaba"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto* layout = new QVBoxLayout(this);
    m_page = new QTextBrowser(this);
    m_page->setObjectName(QStringLiteral("about-page"));
    m_page->setAccessibleName(tr("About Kaba"));
    m_page->setFrameShape(QFrame::NoFrame);
    m_page->setHtml(page());
    layout->addWidget(m_page);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    QPushButton* copy = buttons->addButton(tr("&Copy for a report"), QDialogButtonBox::ActionRole);
    connect(copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(report()); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    layout->addWidget(buttons);
    resize(520, 520);
}

QString AboutDialog::report() const { return m_page->toPlainText(); }

} // namespace kaba
