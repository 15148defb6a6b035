#pragma once

#include "kiosk/core/journal.hpp"
#include "kiosk/core/manifest.hpp"
#include "kiosk/ports/locality.hpp"
#include "kiosk/receipt/document.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace guichet::app {

/// The document of a hand-over's first receipt. A later one bears this name, `again_mark` and a number.
[[nodiscard]] std::string receipt_id(const EventId& hand_over);
inline constexpr std::string_view again_mark = "-again-";

/// The receipt of a hand-over: of an event with a HandOver of a basket of the manifest. The same facts give
/// the same document, at the kiosk and for the `receipt` command.
[[nodiscard]] receipt::Document receipt_document(const Manifest& manifest, const std::string& kiosk_name,
                                                 const JournalEvent& event, const ports::Locality& locality,
                                                 const std::string& language);

/// The longest text of a receipt that goes into a code, in bytes: at error correction L a code of 101
/// modules, 55 mm with modules of half a millimetre.
inline constexpr std::size_t longest_keepsake = 850;

/// The same receipt as plain text for a code that a telephone reads and keeps: every line, or when that is
/// too long only what is not as ordered, and the sums. At most longest_keepsake bytes of UTF-8.
[[nodiscard]] std::string keepsake_text(const Manifest& manifest, const std::string& kiosk_name,
                                        const JournalEvent& event, const ports::Locality& locality,
                                        const std::string& language);

} // namespace guichet::app
