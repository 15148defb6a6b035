#pragma once
// A document as ESC/POS bytes for one model of printer. Pure: the same document gives the same bytes.

#include "drivers/printer/bytes.hpp"
#include "drivers/printer/profile.hpp"
#include "kiosk/receipt/document.hpp"

#include <string>

namespace guichet::printer {

/// What a job needs around its document.
struct Envelope {
    /// Feeds and cuts before the document, so that half a paper of an earlier job comes off.
    bool cut_before = false;
    /// Switches on automatic status back (`1D 61 FF`), which the initialisation has switched off.
    bool ask_status = false;
    /// Four bytes, 20 to 7E, that the printer sends back when all is on paper (GS ( H); empty for none.
    std::string confirmation;
    /// Ends with GS r 1, which is answered when all was processed.
    bool barrier = false;
};

/// Encodes a document, as text or as raster: see Profile::letters, which a caller may change in a copy of the
/// profile. In text, a letter that no code page of the profile has is drawn in its
/// place, or with its whole line where it cannot stand among printed ones: no letter becomes a question mark.
/// The bytes hold no real-time command.
[[nodiscard]] Bytes encode(const receipt::Document& document, const Profile& profile,
                           const Envelope& envelope = {});

} // namespace guichet::printer
