// A newer manifest takes the place of the one that everything on the screen points into.

#include "kiosk/app/context.hpp"

#include <algorithm>
#include <memory>
#include <utility>
#include <variant>
#include <vector>

namespace guichet::app {

namespace {

/// Finds what a screen shows in a newer manifest; false when it is no longer there.
struct Rebinding {
    const Manifest& manifest;

    bool operator()(HandedOver& done) const {
        done.proxy = done.proxy != nullptr ? manifest.find_proxy(done.proxy->id) : nullptr;
        return found(done.basket);
    }
    bool operator()(AlreadyCollected& shown) const { return found(shown.basket); }
    bool operator()(Search& field) const {
        std::vector<const Basket*> still_there;
        for (const Basket* basket : field.found)
            if (found(basket))
                still_there.push_back(basket);
        field.found = std::move(still_there);
        return true;
    }
    bool operator()(CodeNotice& notice) const {
        if (notice.elsewhere == nullptr)
            return true;
        const auto& others = manifest.other_sessions;
        const auto same = std::find_if(others.begin(), others.end(), [&](const OtherSession& other) {
            return other.station_name == notice.elsewhere->station_name &&
                   other.date == notice.elsewhere->date;
        });
        notice.elsewhere = same == others.end() ? nullptr : &*same;
        return notice.elsewhere != nullptr;
    }
    bool operator()(Glance& glance) const {
        return glance.part != GlancePart::producer || glance.producer < manifest.producers.size();
    }
    template <typename Other>
    bool operator()(Other&) const {
        return true; // it shows nothing of a manifest
    }

private:
    bool found(const Basket*& basket) const {
        basket = manifest.find_basket(basket->id);
        return basket != nullptr;
    }
};

} // namespace

void replace_manifest(Context& context, Manifest manifest) {
    auto& state = context.state;
    const auto shown = state.manifest; // lives until the screen has left it
    const auto old = std::exchange(state.ledger, std::nullopt);
    activate_manifest(context, std::make_shared<const Manifest>(std::move(manifest)));
    if (old)
        state.ledger->apply_all(*old);
    if (!std::visit(Rebinding{*state.manifest}, state.screen))
        go_home(context);
}

} // namespace guichet::app
