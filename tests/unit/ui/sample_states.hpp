#pragma once
// A kiosk in every state that has a screen of its own, with names and products that are long enough to hurt.

#include "kiosk/app/state.hpp"
#include "kiosk/ports/locality.hpp"
#include "kiosk/ui/qr_code.hpp"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace guichet::ui {

struct Sample {
    std::string name; ///< for the picture's file
    app::State state;
    /// What is touched before one looks, one after the other: English labels, said in the sample's language.
    std::vector<std::string> taps = {};
};

/// All of them, in the language, with a wall clock as `TestLocality` has it.
[[nodiscard]] std::vector<Sample> sample_states(const std::string& language);

/// Those of the design system.
[[nodiscard]] std::vector<Sample> look_samples(const std::string& language);

/// A kiosk in the middle of its session; its screen is still to be set.
[[nodiscard]] app::State open_kiosk(const std::string& language, app::Mode mode);

/// The one with this name, in French; there must be one.
[[nodiscard]] app::State sample_state(const std::string& name);

/// Makes the codes that a telephone reads, as the kiosk does.
[[nodiscard]] QrModules test_qr(const std::string& text);

/// English with words as long as German has them: two fifths longer, and many of 25 letters and more.
class LongTexts final : public Texts {
public:
    [[nodiscard]] std::string get(std::string_view sentence) const override;
    [[nodiscard]] std::string plural(std::string_view one, std::string_view many,
                                     std::int64_t count) const override;
    [[nodiscard]] std::string language() const override { return "en"; }
};

/// The catalogues of assets/translations, and Paris in summer.
class TestLocality final : public ports::Locality {
public:
    TestLocality();
    ~TestLocality() override;

    [[nodiscard]] const Texts& texts(const std::string& language) const override;
    [[nodiscard]] std::vector<std::string> languages() const override { return {"fr", "de", "en", "es"}; }
    [[nodiscard]] LocalTime local(Instant moment) const override;

private:
    std::map<std::string, std::unique_ptr<Texts>> compiled_;
    EnglishTexts english_;
    LongTexts long_;
};

} // namespace guichet::ui
