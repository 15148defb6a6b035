#pragma once
// The codes as files: pictures for screens and for print, and sheets.

#include "kiosk/resources/catalogues.hpp"
#include "server/office.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace guichet::server {

/// Makes the folder for the files of codes, and those above it, where they are missing: to be asked before a
/// code is made that could then not be written.
[[nodiscard]] Result<> make_code_folder(const std::filesystem::path& folder);

/// Writes into a folder, which is made if need be, for each customer and named by the customer's reference
/// (one that is no file name is changed, and has its basket behind it: "a/b" is a_b~B0042): REF.png for
/// screens, print/REF.png for print (592 pixels: 300 dpi at 50 mm) and REF.pdf, the sheet in the customer's
/// language; and codes.csv with the references, file names and short codes. Files of these names are
/// replaced. On all cores at once.
[[nodiscard]] Result<> write_code_files(const std::vector<NamedSheet>& sheets,
                                        const std::filesystem::path& folder,
                                        const resources::Catalogues& catalogues);

/// Writes the files of one code that was made later, without the list: REF, for a proxy REF-P0003. Gives the
/// sheet's file.
[[nodiscard]] Result<std::filesystem::path> write_one_code(const NamedSheet& sheet,
                                                           const std::filesystem::path& folder,
                                                           const resources::Catalogues& catalogues);

/// A customer's reference as a file name without ending: what a file system or a shell may take for something
/// else becomes "_", and so does "~".
[[nodiscard]] std::string file_name_of(std::string_view customer_ref);

} // namespace guichet::server
