// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page/link_completer.h"

#include "core/base/demo.h"
#include "papers_db/note_links.h"
#include "ui/base/words.h"
#include "ui/catalogue/library.h"
#include "ui/catalogue/paper_search.h"
#include "ui/theme/shades.h"
#include "ui/widgets/composition_guard.h"

#include <QKeyEvent>
#include <QPlainTextEdit>
#include <QTextBlock>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace kaba {
namespace {

constexpr int kMostOffers = 8;
constexpr int kWidth = 380;
constexpr int kLongestTyped = 80;

} // namespace

LinkCompleter::LinkCompleter(QPlainTextEdit& text, CompositionGuard& guard, Library& library, QWidget* parent)
    : QListWidget(parent)
    , m_text(text)
    , m_guard(guard)
    , m_library(library)
{
    setObjectName(u"linkOffers"_s);
    setFocusPolicy(Qt::NoFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTextElideMode(Qt::ElideRight);
    setFrameShape(QFrame::Box);
    setSpacing(2);
    dress();
    hide();
    text.installEventFilter(this);
    connect(&text, &QPlainTextEdit::textChanged, this, &LinkCompleter::look);
    connect(&text, &QPlainTextEdit::cursorPositionChanged, this, [this] {
        if (!isHidden() || m_dismissed)
            look();
    });
    connect(&guard, &CompositionGuard::committed, this, &LinkCompleter::look);
    connect(this, &QListWidget::itemClicked, this, &LinkCompleter::take);
}

LinkCompleter::~LinkCompleter() = default;

void LinkCompleter::dress()
{
    QPalette own = parentWidget()->palette();
    shades::paleSelection(own);
    own.setColor(QPalette::Base, own.color(QPalette::AlternateBase));
    own.setColor(QPalette::WindowText, shades::hairline(own)); // of the frame
    setPalette(own);
}

std::optional<QString> LinkCompleter::typed() const
{
    const QTextCursor cursor = m_text.textCursor();
    if (cursor.hasSelection() || m_text.isReadOnly())
        return {};
    const QString before = cursor.block().text().left(cursor.positionInBlock());
    const qsizetype open = before.lastIndexOf(u"[["_s);
    if (open < 0)
        return {};
    const QString inside = before.mid(open + 2);
    const bool isOpen = !inside.contains(u"]"_s) && !inside.contains(u'|') && inside.size() <= kLongestTyped;
    return isOpen ? std::optional(inside) : std::nullopt;
}

void LinkCompleter::look()
{
    if (m_guard.composing())
        return;
    const std::optional<QString> words = typed();
    if (!words) {
        m_dismissed = false;
        return hide();
    }
    if (m_dismissed)
        return;
    if (!m_search) {
        m_search = std::make_unique<PaperSearch>(m_library.folder());
        connect(m_search.get(), &PaperSearch::found, this, &LinkCompleter::offer);
    }
    m_asked = *words;
    m_search->ask({.words = *words, .language = m_language});
}

void LinkCompleter::offer(const PaperAnswer& answer)
{
    const std::optional<QString> words = typed();
    if (!words || *words != answer.query.words || m_dismissed || m_guard.composing())
        return;
    clear();
    for (const ListedPaper& paper : answer.first) {
        if (count() == kMostOffers)
            break;
        const QString name = paper.shortName.text;
        addOffer(paper.id, name.isEmpty() ? paper.title.text : name + u" – "_s + paper.title.text);
    }
    for (const Demo& demo : allDemos()) {
        const QString title = inLanguage(demo.title, m_language);
        const bool fits =
            !words->trimmed().isEmpty() &&
            !matchSpans(title.toStdString() + " " + std::string(demo.id), words->toStdString()).empty();
        if (fits && count() < kMostOffers)
            addOffer(qstring(linkTargetOf({NoteSubject::Kind::Demo, std::string(demo.id)})),
                     tr("Demo: %1").arg(title));
    }
    setVisible(count() > 0);
    if (isHidden())
        return;
    setCurrentRow(0);
    dress(); // the theme may have changed since
    place();
}

void LinkCompleter::addOffer(const QString& target, const QString& words)
{
    auto* item = new QListWidgetItem(words, this); // the list owns it
    item->setData(Qt::UserRole, target);
    item->setToolTip(words);
}

void LinkCompleter::place()
{
    const QRect cursor = m_text.cursorRect();
    const QWidget& room = *parentWidget();
    const int height = (sizeHintForRow(0) + 2 * spacing()) * count() + 2 * frameWidth();
    const int width = std::min(kWidth, room.width());
    QPoint corner = m_text.viewport()->mapTo(&room, cursor.bottomLeft() + QPoint(0, 2));
    if (corner.y() + height > room.height())
        corner.setY(std::max(0, m_text.viewport()->mapTo(&room, cursor.topLeft()).y() - height - 2));
    corner.setX(std::clamp(corner.x(), 0, std::max(0, room.width() - width)));
    setGeometry(QRect(corner, QSize(width, height)));
    raise();
}

void LinkCompleter::take()
{
    const std::optional<QString> words = typed();
    if (!words || !currentItem())
        return;
    QTextCursor cursor = m_text.textCursor();
    const bool closed = cursor.block().text().mid(cursor.positionInBlock()).startsWith(u"]]"_s);
    cursor.movePosition(QTextCursor::Left, QTextCursor::KeepAnchor, static_cast<int>(words->size()));
    cursor.insertText(currentItem()->data(Qt::UserRole).toString() + (closed ? u""_s : u"]]"_s));
    if (closed)
        cursor.movePosition(QTextCursor::Right, QTextCursor::MoveAnchor, 2);
    m_text.setTextCursor(cursor);
    hide();
}

bool LinkCompleter::onKey(int key)
{
    switch (key) {
    case Qt::Key_Up:
        setCurrentRow((currentRow() + count() - 1) % count());
        return true;
    case Qt::Key_Down:
        setCurrentRow((currentRow() + 1) % count());
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Tab:
        take();
        return true;
    case Qt::Key_Escape:
        m_dismissed = true;
        hide();
        return true;
    default:
        return false;
    }
}

bool LinkCompleter::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != &m_text || isHidden() || m_guard.composing())
        return QListWidget::eventFilter(watched, event);
    if (event->type() == QEvent::FocusOut)
        hide();
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape)
        event->accept();
    if (event->type() == QEvent::KeyPress)
        return onKey(static_cast<QKeyEvent*>(event)->key());
    return QListWidget::eventFilter(watched, event);
}

} // namespace kaba
