#pragma once

#include "kiosk/core/journal.hpp"
#include "kiosk/core/manifest.hpp"
#include "kiosk/ports/locality.hpp"
#include "kiosk/receipt/document.hpp"

#include <string>

namespace guichet::app {

/// The receipt of a hand-over: of an event with a HandOver of a basket of the manifest. The same facts give
/// the same document, at the kiosk and for the `receipt` command.
[[nodiscard]] receipt::Document receipt_document(const Manifest& manifest, const std::string& kiosk_name,
                                                 const JournalEvent& event, const ports::Locality& locality,
                                                 const std::string& language);

} // namespace guichet::app
