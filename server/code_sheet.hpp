#pragma once
// A customer's code on paper: one A4 sheet to print at home or to hand out.

#include "kiosk/core/manifest.hpp"
#include "kiosk/core/texts.hpp"
#include "server/code_maker.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

typedef struct _cairo cairo_t; // NOLINT: cairo's own name

namespace guichet::server {

/// What a sheet tells. Of people it knows first names and initials only.
struct CodeSheet {
    std::string station_name;
    std::string date;          ///< YYYY-MM-DD, of the session
    std::string customer_name; ///< first name and initial
    std::string language;      ///< ISO 639-1, of the customer
    bool for_proxy = false;    ///< somebody else collects with it
    std::string collector;     ///< who, first name and initial; empty: whoever brings the sheet
    CustomerCode code;

    std::int64_t orders = 0;
    std::int64_t articles = 0;
    std::int64_t crates = 0; ///< 0 when not every one has a place yet
    bool cold = false;       ///< something of it is chilled or frozen
    std::vector<std::string> producers;

    friend bool operator==(const CodeSheet&, const CodeSheet&) = default;
};

/// The sheet of a basket with its customer's own code; `proxy`, when there is one, names who collects.
[[nodiscard]] CodeSheet make_sheet(const Manifest& manifest, const Basket& basket, const CustomerCode& code,
                                   const ProxyCode* proxy = nullptr);

/// The width and height of a sheet, in points of 1/72 inch: A4 upright.
inline constexpr double sheet_width = 595.276;
inline constexpr double sheet_height = 841.89;

/// Draws sheets, black on white and as lines, so that every printer gives them sharply. Looking up fonts
/// takes longer than drawing a sheet: one drawer is for many. For one thread at a time.
class SheetDrawer {
public:
    SheetDrawer();
    ~SheetDrawer();
    SheetDrawer(SheetDrawer&&) noexcept;
    SheetDrawer& operator=(SheetDrawer&&) noexcept;

    /// Draws onto a surface of sheet_width × sheet_height points.
    [[nodiscard]] Result<> draw(cairo_t* surface, const CodeSheet& sheet, const Texts& texts) const;

    /// Writes a PDF file of one page; the same sheet gives the same bytes. A file of this name is replaced.
    [[nodiscard]] Result<> write_pdf(const std::filesystem::path& file, const CodeSheet& sheet,
                                     const Texts& texts) const;

private:
    class Fonts;
    std::unique_ptr<Fonts> fonts_;
};

} // namespace guichet::server
