#include "kiosk/ui/screens/status.hpp"

#include "kiosk/ui/screens/words.hpp"

namespace guichet::ui {

namespace {

using ports::PrinterCondition;

Light device_light(const View& view, Icon icon, const std::string& label, const app::DeviceState& device,
                   const std::string& well) {
    const Texts& texts = view.texts();
    const std::string explanation = device.well      ? well
                                    : device.problem ? texts.say(*device.problem)
                                                     : texts.get("It is not ready yet.");
    return {{.icon = icon,
             .label = label,
             .state = device.well ? texts.get("ready") : texts.get("not ready"),
             .meaning = device.well ? Meaning::good : Meaning::attention,
             .count = 0},
            explanation};
}

Light printer_light(const View& view) {
    const Texts& texts = view.texts();
    const ports::PrinterStatus& status = view.state.spool.status;
    std::string explanation = texts.get(explain(status.condition));
    if (status.reason) {
        explanation += "\n" + texts.say(*status.reason);
    }
    const bool well = can_print(status.condition);
    return {{.icon = Icon::printer,
             .label = texts.get("Printer"),
             .state = well ? texts.get("ready") : texts.get("not ready"),
             .meaning = well ? Meaning::good : Meaning::attention,
             .count = static_cast<std::int64_t>(view.state.spool.waiting.size())},
            explanation};
}

/// Being without network is no fault: everything goes on, and is sent later.
Light network_light(const View& view) {
    const Texts& texts = view.texts();
    const app::Sync& sync = view.state.sync;
    std::string explanation =
        sync.online
            ? texts.get("The server answers.")
            : texts.get("The server does not answer. Nothing is lost: everything is kept here and sent "
                        "when the network is back.");
    if (!sync.unsent.empty()) {
        explanation += "\n" + texts.count("{0} entry waits to be sent.", "{0} entries wait to be sent.",
                                          view.state.unsent_events());
    }
    if (sync.refusal) {
        explanation += "\n" + texts.say(*sync.refusal);
    }
    const Meaning meaning = sync.refusal ? Meaning::bad : sync.online ? Meaning::good : Meaning::plain;
    return {{.icon = Icon::network,
             .label = texts.get("Network"),
             .state = sync.online ? texts.get("connected") : texts.get("absent"),
             .meaning = meaning,
             .count = view.state.unsent_events()},
            explanation};
}

Light scanner_light(const View& view) {
    return device_light(view, Icon::scanner, view.texts().get("Hand scanner"), view.state.hand_scanner,
                        view.texts().get("The hand scanner is ready."));
}

} // namespace

std::vector<Light> all_parts(const View& view) {
    const Texts& texts = view.texts();
    return {printer_light(view),
            device_light(view, Icon::camera, texts.get("Camera"), view.state.camera,
                         texts.get("The camera sees well.")),
            scanner_light(view), network_light(view),
            device_light(view, Icon::store, texts.get("Memory"), view.state.store,
                         texts.get("Everything that is recorded is kept safely."))};
}

std::vector<Light> status_lights(const View& view, bool with_hand_scanner) {
    if (view.self_service()) {
        return {};
    }
    auto lights = all_parts(view);
    if (!with_hand_scanner) {
        lights.erase(lights.begin() + 2);
    }
    return lights;
}

std::optional<Banner> printer_trouble(const View& view) {
    const ports::PrinterStatus& status = view.state.spool.status;
    const bool papers_wait = view.state.spool.printing || !view.state.spool.waiting.empty();
    const bool out_of_place = std::holds_alternative<app::Closing>(view.state.screen) ||
                              std::holds_alternative<app::Staff>(view.state.screen) ||
                              std::holds_alternative<app::HandedOver>(view.state.screen);
    if (view.self_service() || can_print(status.condition) || !papers_wait || out_of_place) {
        return std::nullopt;
    }
    return Banner{.meaning = Meaning::attention,
                  .icon = Icon::printer,
                  .title = view.texts().get(explain(status.condition)),
                  .text = view.texts().count("{0} receipt waits and comes out by itself afterwards.",
                                             "{0} receipts wait and come out by themselves afterwards.",
                                             static_cast<std::int64_t>(view.state.spool.waiting.size()) +
                                                 (view.state.spool.printing ? 1 : 0)),
                  .action = {}};
}

bool asks_question(const app::State& state) {
    if (const auto* work = std::get_if<app::BasketWork>(&state.screen)) {
        return work->question.has_value();
    }
    const auto* collected = std::get_if<app::AlreadyCollected>(&state.screen);
    return collected != nullptr && collected->choosing_reason;
}

void draw_question(const View& view, bool covered) {
    if (!asks_question(view.state)) {
        return;
    }
    const Covered below(view.kit, covered);
    if (const auto* work = std::get_if<app::BasketWork>(&view.state.screen)) {
        draw_line_question(view, *work);
    } else if (const auto* collected = std::get_if<app::AlreadyCollected>(&view.state.screen)) {
        draw_undo_question(view, *collected);
    }
}

} // namespace guichet::ui
