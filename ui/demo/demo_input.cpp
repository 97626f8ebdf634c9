// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/demo/demo_input.h"

#include "core/base/file.h"
#include "core/figure_io/recipe_input.h"
#include "core/signals/input_file.h"
#include "ui/base/words.h"

#include <utility>

namespace kaba {

DemoInput::DemoInput(QThreadPool& pool, QObject* parent)
    : QObject(parent)
    , m_pool(pool)
{}

void DemoInput::put(std::shared_ptr<const Input> input)
{
    ++m_wish;
    m_restoring = false;
    m_input = std::move(input);
    m_reference = m_input ? std::optional(InputReference{m_input->name, m_input->sha256}) : std::nullopt;
}

void DemoInput::open(const std::filesystem::path& file)
{
    const auto work = [file, store = m_store] { return store ? store->read(file) : readInput(file); };
    read(qstring(fileName(file)), work, &DemoInput::opened);
}

void DemoInput::restore(const InputReference& reference)
{
    put({});
    m_reference = reference;
    if (!m_store)
        return;
    m_restoring = true;
    const auto work = [reference, store = *m_store] { return store.copyOf(reference); };
    read(qstring(reference.name), work, &DemoInput::restored);
}

void DemoInput::restoreFor(const std::filesystem::path& recipe, const InputReference& reference)
{
    put({});
    m_reference = reference;
    m_restoring = true;
    const auto work = [recipe, reference, store = m_store] {
        return store ? inputOf(reference, recipe, *store) : inputBeside(reference, recipe);
    };
    read(qstring(reference.name), work, &DemoInput::restored);
}

void DemoInput::read(const QString& name, std::function<InputResult()> work, void (DemoInput::*done)())
{
    Q_EMIT reading(name);
    readInputInBackground(name, std::move(work), m_pool, this,
                          [this, wish = ++m_wish, done](InputResult result) {
                              if (wish != m_wish)
                                  return;
                              m_restoring = false;
                              if (!result) {
                                  Q_EMIT refused(result.error().message);
                                  return;
                              }
                              put(*std::move(result));
                              (this->*done)();
                          });
}

} // namespace kaba
