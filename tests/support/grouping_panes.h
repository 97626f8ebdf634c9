// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/temporary_library.h"
#include "ui/base/words.h"
#include "ui/catalogue/dragged.h"
#include "ui/catalogue/group_chooser.h"
#include "ui/catalogue/group_model.h"
#include "ui/catalogue/group_pane.h"
#include "ui/catalogue/group_tree.h"
#include "ui/catalogue/grouping_edits.h"
#include "ui/catalogue/paper_list.h"
#include "ui/catalogue/paper_list_model.h"
#include "ui/catalogue/paper_view.h"

#include <QAction>
#include <QComboBox>
#include <QDropEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QToolButton>
#include <QtTest>

namespace kaba::test {

using namespace Qt::StringLiterals;

/// The left and the middle pane of a window, connected as the window does it.
struct Panes {
    explicit Panes(Library& opened)
        : library(opened)
        , pane(opened, &window)
        , list(opened, &window)
    {
        QObject::connect(&pane, &GroupPane::scopeChanged, &list, &PaperList::setScope);
        QObject::connect(&list, &PaperList::copyWanted, &pane, &GroupPane::offerCopy);
        window.resize(640, 900);
        pane.setGeometry(0, 0, 280, 900);
        list.setGeometry(300, 0, 320, 900);
        window.show();
        (void)QTest::qWaitForWindowActive(&window);
    }
    void press(QWidget* widget, Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        widget->setFocus();
        QTest::keyClick(widget, key, modifiers);
    }

    Library& library;
    QWidget window;
    GroupPane pane;
    PaperList list;
    GroupTree* tree = pane.findChild<GroupTree*>();
    GroupModel* model = pane.findChild<GroupModel*>();
    PaperView* view = list.findChild<PaperView*>();
    PaperListModel* papers = list.findChild<PaperListModel*>();

    void trigger(const char* action) { pane.findChild<QAction*>(QString::fromLatin1(action))->trigger(); }
    QLineEdit* nameField() const { return pane.findChild<QLineEdit*>(u"groupingName"_s); }

    /// Menu, name, Enter.
    void makeGrouping(const QString& name)
    {
        trigger("newGrouping");
        nameField()->clear();
        QTest::keyClicks(nameField(), name);
        QTest::keyClick(nameField(), Qt::Key_Return);
    }

    QLineEdit* editor()
    {
        const auto open = [this] { return tree->findChild<QLineEdit*>(); };
        (void)QTest::qWaitFor([&] { return open() != nullptr; });
        return open();
    }

    void typeTitle(const QString& title)
    {
        QLineEdit* field = editor();
        QVERIFY(field);
        field->selectAll();
        QTest::keyClicks(field, title);
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_VERIFY(find(title).isValid());
    }

    /// +, name, Enter.
    void addGroup(const QString& title)
    {
        QTest::mouseClick(pane.findChild<QToolButton*>(u"addGroup"_s), Qt::LeftButton);
        typeTitle(title);
    }

    QModelIndex find(const QString& title) const
    {
        const auto found = model->match(model->index(0, 0), Qt::DisplayRole, title, 1,
                                        Qt::MatchExactly | Qt::MatchRecursive);
        return found.isEmpty() ? QModelIndex() : found.front();
    }
    QString keyOf(const QString& title) const { return find(title).data(GroupModel::KeyRole).toString(); }
    int countOf(const QString& title) const { return find(title).data(GroupModel::CountRole).toInt(); }

    void click(const QString& title)
    {
        tree->scrollTo(find(title));
        QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, tree->visualRect(find(title)).center());
    }
    /// What a drag that ends there does, through the events that the view gets.
    void drop(QMimeData* carried, const QPoint& where, Qt::DropAction action)
    {
        const std::unique_ptr<QMimeData> data(carried);
        const Qt::DropActions both = Qt::CopyAction | Qt::MoveAction;
        QDragEnterEvent enter(where, both, data.get(), Qt::LeftButton, {});
        enter.setDropAction(action);
        QCoreApplication::sendEvent(tree->viewport(), &enter);
        QDragMoveEvent move(where, both, data.get(), Qt::LeftButton, {});
        move.setDropAction(action);
        QCoreApplication::sendEvent(tree->viewport(), &move);
        QDropEvent let(where, both, data.get(), Qt::LeftButton, {});
        let.setDropAction(action);
        QCoreApplication::sendEvent(tree->viewport(), &let);
    }
    /// Selects the papers in the list and drags them onto a group.
    void drag(const QStringList& ids, const QString& title, Qt::DropAction action = Qt::MoveAction)
    {
        QTRY_VERIFY(std::all_of(ids.begin(), ids.end(),
                                [&](const QString& id) { return papers->ids().contains(id); }));
        view->restore(ids, ids.front());
        tree->scrollTo(find(title));
        drop(papers->mimeData(view->selectionModel()->selectedIndexes()),
             tree->visualRect(find(title)).center(), action);
    }
    Outline outline() const { return *library.catalogue().outline(pane.grouping().toStdString()); }
};

inline QStringList papersOf(const Outline& outline, const QString& key)
{
    QStringList ids;
    if (const OutlineGroup* group = findGroup(outline, key.toStdString()))
        for (const std::string& paper : group->papers)
            ids.append(qstring(paper));
    return ids;
}

/// A window with the grouping "Mine": Attention (Cost), Recurrence.
struct Mine {
    test::TemporaryLibrary library;
    Panes window{*library};
    QString attention, cost, recurrence;

    Mine()
    {
        GroupingEdits edits(*library, Language::English);
        const QString id = *edits.create(u"Mine"_s);
        attention = *edits.addGroup(id, u"Attention"_s, {});
        cost = *edits.addGroup(id, u"Cost"_s, {.parent = attention.toStdString()});
        recurrence = *edits.addGroup(id, u"Recurrence"_s, {});
        window.pane.chooseGrouping(id);
    }
    QStringList in(const QString& key) const { return papersOf(window.outline(), key); }
};

} // namespace kaba::test
