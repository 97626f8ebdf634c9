// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "ui/catalogue/paper_query.h"

#include <QList>
#include <QObject>

#include <condition_variable>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>

namespace kaba {

class PaperResults;

/// Searches on a thread with a Catalogue of its own. The newest query wins: an older one that is under way is
/// interrupted, one that waits is dropped, and its answers are never told. Signals come in the GUI thread.
class PaperSearch : public QObject {
    Q_OBJECT
public:
    explicit PaperSearch(std::filesystem::path folder, QObject* parent = nullptr);
    ~PaperSearch() override;

    /// Returns at once; found() follows, twice where the whole takes longer than a first glance.
    void ask(const PaperQuery& query);
    /// Rows [first, first + count) of the newest query; pageReady() follows.
    void askPage(int first, int count);

    /// How many queries the thread has begun to answer.
    int begun() const;

Q_SIGNALS:
    void found(const kaba::PaperAnswer& answer);
    void pageReady(int first, const QList<kaba::ListedPaper>& rows);
    void failed(const QString& english, const QString& japanese);

private:
    struct PageWish {
        int first = 0, count = 0;
    };

    void work(std::stop_token quit);
    Status openLibrary(std::optional<PaperResults>& results) const;
    void answer(PaperResults& results, const PaperQuery& query, std::uint64_t generation,
                std::stop_token stop);
    /// Runs `tell` in the GUI thread unless a newer query was asked meanwhile.
    void post(std::uint64_t generation, std::function<void()> tell);
    void postError(std::uint64_t generation, const Error& error);

    std::filesystem::path m_folder;
    mutable std::mutex m_mutex; ///< guards all below but the thread
    std::condition_variable_any m_wake;
    std::optional<PaperQuery> m_waiting;
    QList<PageWish> m_pages;
    std::stop_source m_running;
    std::uint64_t m_generation = 0;
    int m_begun = 0;
    std::jthread m_thread; ///< last: it ends before what it uses
};

} // namespace kaba

Q_DECLARE_METATYPE(kaba::PaperAnswer)
