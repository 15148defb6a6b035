#include "drivers/printer/printer_identity.hpp"

#include "drivers/printer/device_id.hpp"
#include "kiosk/core/texts.hpp"

#include <algorithm>
#include <utility>

namespace guichet::printer {
namespace {

/// Shorter names would fit too many printers.
constexpr std::size_t shortest_name = 4;
/// Rolls below this width (millimetres) are narrow: 58 mm and the like.
constexpr int narrow_paper = 70;

/// A name as it is compared: letters and digits alone, in lower case.
std::string comparable(std::string_view name) {
    std::string result;
    for (const char letter : name)
        if (letter >= 'A' && letter <= 'Z')
            result.push_back(static_cast<char>(letter - 'A' + 'a'));
        else if ((letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9'))
            result.push_back(letter);
    return result;
}

/// The name without the maker's in front of it: "EPSON TM-T20" is a TM-T20.
std::string_view without_maker(std::string_view name, std::string_view maker) {
    std::size_t at = 0;
    for (const char letter : comparable(maker)) {
        while (at < name.size() && comparable(name.substr(at, 1)).empty())
            ++at;
        if (at == name.size() || comparable(name.substr(at, 1)).front() != letter)
            return name;
        ++at;
    }
    return name.substr(at);
}

/// How many letters of a profile's names the printer's name begins with.
std::size_t fit(const Profile& profile, const std::string& name) {
    std::size_t longest = 0;
    for (const std::string& model : profile.models) {
        const std::string known = comparable(model);
        if (known.size() >= shortest_name && name.starts_with(known))
            longest = std::max(longest, known.size());
    }
    return longest;
}

const Profile* by_name(const std::vector<Profile>& profiles, std::string_view reported,
                       std::string_view maker) {
    const Profile* best = nullptr;
    std::size_t best_fit = 0;
    for (const std::string_view variant : {reported, without_maker(reported, maker)}) {
        const std::string name = comparable(variant);
        for (const Profile& profile : profiles) {
            const std::size_t here = fit(profile, name);
            const bool wider = best != nullptr && profile.paper_millimetres > best->paper_millimetres;
            if (here > best_fit || (here > 0 && here == best_fit && wider)) {
                best = &profile;
                best_fit = here;
            }
        }
    }
    return best;
}

const Profile* by_device_id(const std::vector<Profile>& profiles, const std::string& text) {
    const DeviceId id = parse_device_id(text);
    const Profile* found = by_name(profiles, id.model, id.maker);
    return found != nullptr ? found : by_name(profiles, id.description, id.maker);
}

const Profile* by_usb_id(const std::vector<Profile>& profiles, const UsbId& usb, bool shared) {
    for (const Profile& profile : profiles) {
        const bool named =
            std::any_of(profile.usb_ids.begin(), profile.usb_ids.end(), [&](const UsbId& known) {
                return known.vendor == usb.vendor && known.product == usb.product && known.shared == shared;
            });
        if (named && !(shared && profile.paper_millimetres < narrow_paper))
            return &profile;
    }
    return nullptr;
}

Profile generic(const std::vector<Profile>& profiles) {
    const auto found = std::find_if(profiles.begin(), profiles.end(),
                                    [](const Profile& profile) { return profile.name == Profile().name; });
    return found != profiles.end() ? *found : Profile();
}

} // namespace

std::string_view words_of(ProfileReason reason) {
    switch (reason) {
    case ProfileReason::configured: return sentence("as the configuration says");
    case ProfileReason::own_name: return sentence("by its own name");
    case ProfileReason::device_name: return sentence("by the name in its device id");
    case ProfileReason::usb_id: return sentence("by its USB id");
    case ProfileReason::guessed: return sentence("guessed by a USB id that several models have");
    case ProfileReason::unknown: return sentence("because nothing tells which model it is");
    }
    return {};
}

ChosenProfile choose_profile(const std::vector<Profile>& profiles, const PrinterIdentity& identity) {
    if (const auto* found = by_name(profiles, identity.reported_model, identity.reported_maker))
        return {*found, ProfileReason::own_name};
    if (const auto* found = by_device_id(profiles, identity.device_id))
        return {*found, ProfileReason::device_name};
    if (identity.usb.vendor != 0) {
        if (const auto* found = by_usb_id(profiles, identity.usb, false))
            return {*found, ProfileReason::usb_id};
        if (const auto* found = by_usb_id(profiles, identity.usb, true))
            return {*found, ProfileReason::guessed};
    }
    return {generic(profiles), ProfileReason::unknown};
}

ProfileChoice choose_by_identity(std::vector<Profile> profiles) {
    return [profiles = std::move(profiles)](const PrinterIdentity& identity) {
        return choose_profile(profiles, identity).profile;
    };
}

ProfileChoice always(Profile profile) {
    return [profile = std::move(profile)](const PrinterIdentity&) { return profile; };
}

} // namespace guichet::printer
