// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure_io/recipe_input.h"

#include "core/base/file.h"
#include "core/signals/input_file.h"

namespace kaba {

Result<OpenedRecipe> openRecipe(const std::filesystem::path& path)
{
    Result<Recipe> recipe = readRecipe(path);
    if (!recipe)
        return recipe.error();
    Result<Request> request = requestOf(*recipe, fileName(path));
    if (!request)
        return request.error();
    return OpenedRecipe{findDemo(recipe->demo), *std::move(request), *std::move(recipe)};
}

Result<std::shared_ptr<const Input>> inputBeside(const InputReference& wanted,
                                                 const std::filesystem::path& recipe)
{
    const std::filesystem::path path = recipe.parent_path() / std::filesystem::path(wanted.name).filename();
    std::error_code ignored;
    if (!std::filesystem::exists(path, ignored))
        return Error{
            Error::Kind::Input,
            text("'{0}' was made of the file '{1}', which is not beside it. Put it there, or give it ({2}).",
                 "「{0}」は「{1}"
                 "」から作られましたが、同じフォルダにありません。そこに置くか、指定してください（{3}）。",
                 fileName(recipe), wanted.name, kWaysToGiveAFile.en, kWaysToGiveAFile.ja)};
    Result<std::shared_ptr<const Input>> input = readInput(path, wanted.reading);
    if (input && !wanted.sha256.empty() && (*input)->sha256 != wanted.sha256)
        return Error{
            Error::Kind::Input,
            text("'{0}' was made of another '{1}' than the one beside it. Give the right file ({2}).",
                 "同じフォルダの「{1}」は、「{0}"
                 "」の作成時と内容が違います。正しいファイルを指定してください（{3}）。",
                 fileName(recipe), wanted.name, kWaysToGiveAFile.en, kWaysToGiveAFile.ja)};
    return input;
}

} // namespace kaba
