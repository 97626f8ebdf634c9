// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/benchmark.h"
#include "papers_db/synthetic.h"
#include "ui/catalogue/grouping_edits.h"
#include "ui/catalogue/library.h"

#include <QTemporaryDir>

#include <memory>

namespace kaba {
namespace {

struct GroupingDesk {
    QTemporaryDir folder;
    std::unique_ptr<Library> library = {};
};

/// A library of its own with ten times the papers in one group, of which so many were moved to another.
Result<BenchmarkBody> undoMoveOf(int papers)
{
    const auto desk = std::make_shared<GroupingDesk>();
    const std::filesystem::path folder = desk->folder.path().toStdString();
    auto library = Library::open(folder);
    if (!library)
        return library.error();
    if (Status added = addSyntheticPapers(folder, 1, 10 * papers); !added)
        return added.error();
    desk->library = *std::move(library);
    QStringList all;
    for (int number = 1; number <= 10 * papers; ++number)
        all.append(QStringLiteral("synthetic-%1").arg(number));
    GroupingEdits edits(*desk->library, Language::English);
    const QString grouping = edits.create(QStringLiteral("Survey")).value_or(QString());
    const QString from = edits.addGroup(grouping, QStringLiteral("From"), {}).value_or(QString());
    const QString to = edits.addGroup(grouping, QStringLiteral("To"), {}).value_or(QString());
    if (!edits.putPapers(grouping, from, all) || !edits.movePapers(grouping, from, to, all.mid(0, papers)))
        return Error{Error::Kind::Database, {"The papers could not be moved.", "論文を移せませんでした。"}};
    return BenchmarkBody([desk](std::size_t) -> Status {
        QUndoStack& stack = desk->library->undoStack();
        const int before = stack.index();
        stack.canRedo() ? stack.redo() : stack.undo(); // there and back again
        if (stack.index() != before)
            return Done{};
        return Error{Error::Kind::Database,
                     {"The move could not be undone.", "移動を元に戻せませんでした。"}};
    });
}

} // namespace

std::vector<Benchmark> groupingBenchmarks()
{
    return {{"notebook/undo-move/1000", [] { return undoMoveOf(1000); }}};
}

} // namespace kaba
