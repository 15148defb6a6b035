#pragma once
// The keys of a scanner that pretends to be a keyboard, as Linux reports them: codes out of key events.

#include "drivers/scanner/key_map.hpp"
#include "drivers/scanner/scan_assembler.hpp"

#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace guichet::scanner {

/// One event of an input device (Linux, Documentation/input/event-codes.rst), its time as milliseconds of the
/// clock that the device was asked to use.
struct KeyEvent {
    std::uint16_t type = 0;
    std::uint16_t code = 0;
    std::int32_t value = 0;
    ScanAssembler::Time when{};
};

struct KeyReading {
    ScanAssembler::Rhythm rhythm;
    Framing framing;
    std::optional<KeyLayout> layout; ///< nothing: the one whose reading is `expected`
    /// Whether a text is what is looked for here; decides between two layouts that fit. Empty: the first.
    std::function<bool(std::string_view)> expected;
    /// Keys that are down at the same time are a person's. For devices that are not known to be scanners.
    bool one_key_at_a_time = false;
};

class KeyReader {
public:
    using Time = ScanAssembler::Time;

    explicit KeyReader(KeyReading reading);

    void take(const KeyEvent& event);
    /// Ends what a pause has ended by `now`.
    void pause(Time now);
    [[nodiscard]] std::optional<Time> patience(Time now) const;

    /// The oldest code that was read and not taken yet.
    [[nodiscard]] std::optional<std::string> next();
    /// True once after keys that were no scan: a person types.
    [[nodiscard]] bool take_typing();

private:
    /// The same keys, as one layout reads them.
    struct Interpretation {
        KeyMap map;
        ScanAssembler assembler;
    };
    [[nodiscard]] static std::optional<std::string> typed(Interpretation& interpretation,
                                                          const KeyEvent& event);
    void watch_keys(const KeyEvent& event);
    void spoil(Time now);
    void keep(const std::vector<std::optional<std::string>>& readings);

    KeyReading reading_;
    std::vector<Interpretation> interpretations_;
    std::deque<std::string> ready_;
    std::optional<Time> last_;
    std::optional<std::uint16_t> held_; ///< the typing key that went down last and is not up yet
    bool deaf_ = false;                 ///< events were lost, and those up to the next report are of no use
};

} // namespace guichet::scanner
