// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalogue/paper_search.h"

#include "ui/base/words.h"
#include "ui/catalogue/library.h"
#include "ui/catalogue/paper_results.h"

#include <utility>

namespace kaba {

PaperSearch::PaperSearch(std::filesystem::path folder, QObject* parent)
    : QObject(parent)
    , m_folder(std::move(folder))
    , m_thread([this](std::stop_token quit) { work(std::move(quit)); })
{}

PaperSearch::~PaperSearch()
{
    m_thread.request_stop();
    const std::lock_guard lock(m_mutex);
    m_running.request_stop();
}

void PaperSearch::ask(const PaperQuery& query)
{
    {
        const std::lock_guard lock(m_mutex);
        m_waiting = query;
        m_pages.clear();
        ++m_generation;
        m_running.request_stop();
    }
    m_wake.notify_one();
}

void PaperSearch::askPage(int first, int count)
{
    {
        const std::lock_guard lock(m_mutex);
        m_pages.append({first, count});
    }
    m_wake.notify_one();
}

int PaperSearch::begun() const
{
    const std::lock_guard lock(m_mutex);
    return m_begun;
}

void PaperSearch::work(std::stop_token quit)
{
    std::optional<PaperResults> results; // there once the library could be opened
    std::unique_lock lock(m_mutex);
    while (m_wake.wait(lock, quit, [this] { return m_waiting || !m_pages.isEmpty(); })) {
        const std::uint64_t generation = m_generation;
        if (m_waiting) {
            const PaperQuery query = *std::exchange(m_waiting, std::nullopt);
            m_running = {};
            ++m_begun;
            const std::stop_token stop = m_running.get_token();
            lock.unlock();
            if (const Status opened = openLibrary(results); opened)
                answer(*results, query, generation, stop);
            else
                postError(generation, opened.error());
        } else {
            // The page asked for last is the one that is being looked at.
            const PageWish wish = m_pages.takeLast();
            lock.unlock();
            if (results)
                post(generation, [this, first = wish.first, rows = results->page(wish.first, wish.count)] {
                    Q_EMIT pageReady(first, rows);
                });
        }
        lock.lock();
    }
}

Status PaperSearch::openLibrary(std::optional<PaperResults>& results) const
{
    if (results)
        return Done{};
    auto catalogue = Catalogue::open(m_folder);
    if (!catalogue)
        return catalogue.error();
    results.emplace(std::move(*catalogue));
    return Done{};
}

void PaperSearch::answer(PaperResults& results, const PaperQuery& query, std::uint64_t generation,
                         std::stop_token stop)
{
    auto tell = [&](const Result<PaperAnswer>& answer) {
        if (answer)
            post(generation, [this, found = *answer] { Q_EMIT this->found(found); });
        else if (answer.error().kind != Error::Kind::Cancelled)
            postError(generation, answer.error());
        return answer && !answer->complete && !stop.stop_requested();
    };
    // A glance at relevance is the beginning of the whole; in any other order it would be something else.
    const bool glimpse = query.order == PaperOrder::Relevance && !query.scope.lineageOnly;
    if (!glimpse || tell(results.glance(query, stop)))
        tell(results.whole(query, stop));
}

void PaperSearch::post(std::uint64_t generation, std::function<void()> tell)
{
    QMetaObject::invokeMethod(
        this,
        [this, generation, tell = std::move(tell)] {
            {
                const std::lock_guard lock(m_mutex);
                if (generation != m_generation)
                    return;
            }
            tell();
        },
        Qt::QueuedConnection);
}

void PaperSearch::postError(std::uint64_t generation, const Error& error)
{
    post(generation,
         [this, message = error.message] { Q_EMIT failed(qstring(message.en), qstring(message.ja)); });
}

} // namespace kaba
