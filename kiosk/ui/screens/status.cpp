#include "kiosk/ui/screens/status.hpp"

#include "kiosk/app/sending.hpp"
#include "kiosk/receipt/vocabulary.hpp"
#include "kiosk/ui/screens/printing.hpp"
#include "kiosk/ui/screens/words.hpp"

namespace guichet::ui {

namespace {

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
            explanation,
            {}};
}

/// The camera or the hand scanner: while no code is taken it rests, and says why.
Light reader_light(const View& view, Icon icon, const std::string& label, const app::DeviceState& device,
                   const std::string& well) {
    Light reader = device_light(view, icon, label, device, well);
    const auto paused = app::scanning_paused(view.state);
    if (device.well && paused) {
        reader.light.state = view.texts().get("paused");
        reader.light.meaning = Meaning::plain;
        reader.light.paused = true;
        reader.explanation += "\n" + view.texts().say(*paused);
    }
    return reader;
}

Light printer_light(const View& view, std::size_t printer) {
    const Texts& texts = view.texts();
    const app::Spool& spool = view.state.spools[printer];
    std::string explanation = texts.get(explain(spool.status.condition));
    if (view.state.spools.size() > 1) {
        explanation = name_of(view, spool) + "\n" + explanation;
    }
    if (spool.status.reason) {
        explanation += "\n" + texts.say(*spool.status.reason);
    }
    if (const std::string waiting = waiting_words(view, spool); spool.in_trouble() && !waiting.empty()) {
        explanation += "\n" + waiting;
    }
    const bool well = can_print(spool.status.condition);
    return {{.icon = Icon::printer,
             .label = name_of(view, spool),
             .state = well ? texts.get("ready") : texts.get("not ready"),
             .meaning = well ? Meaning::good : Meaning::attention,
             .count = spool.papers()},
            explanation,
            printer};
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
    const auto overdue = app::overdue_events(view.state);
    if (overdue > 0) {
        explanation +=
            "\n" + texts.count("{0} entry waits to be sent.", "{0} entries wait to be sent.", overdue);
    }
    if (sync.refusal) {
        explanation += "\n" + texts.say(*sync.refusal);
    }
    if (const auto offset = sync.clock_offset; offset != 0) {
        const std::string size = receipt::offset_text(offset, texts);
        explanation +=
            "\n" + (offset > 0 ? texts.say("This kiosk's clock is {0} ahead: have it set.", size)
                               : texts.say("This kiosk's clock is {0} behind: have it set.", size));
    }
    const Meaning meaning = sync.refusal             ? Meaning::bad
                            : sync.clock_offset != 0 ? Meaning::attention
                            : sync.online            ? Meaning::good
                                                     : Meaning::plain;
    return {{.icon = Icon::network,
             .label = texts.get("Network"),
             .state = sync.online ? texts.get("connected") : texts.get("absent"),
             .meaning = meaning,
             .count = overdue},
            explanation,
            {}};
}

Light scanner_light(const View& view) {
    return reader_light(view, Icon::scanner, view.texts().get("Hand scanner"), view.state.hand_scanner,
                        view.texts().get("The hand scanner is ready."));
}

} // namespace

std::vector<Light> all_parts(const View& view) {
    const Texts& texts = view.texts();
    std::vector<Light> parts;
    for (std::size_t printer = 0; printer < view.state.spools.size(); ++printer) {
        parts.push_back(printer_light(view, printer));
    }
    parts.push_back(reader_light(view, Icon::camera, texts.get("Camera"), view.state.camera,
                                 texts.get("The camera sees well.")));
    parts.push_back(scanner_light(view));
    parts.push_back(network_light(view));
    parts.push_back(device_light(view, Icon::store, texts.get("Memory"), view.state.store,
                                 texts.get("Everything that is recorded is kept safely.")));
    return parts;
}

std::vector<Light> status_lights(const View& view, bool with_hand_scanner) {
    if (view.self_service()) {
        return {};
    }
    auto lights = all_parts(view);
    if (!with_hand_scanner) {
        lights.erase(lights.begin() + static_cast<std::ptrdiff_t>(view.state.spools.size()) + 1);
    }
    return lights;
}

std::string why_unsent(const View& view) {
    const app::Sync& sync = view.state.sync;
    if (sync.refusal) {
        return view.texts().say(*sync.refusal);
    }
    if (sync.online) {
        return view.texts().get("They are on their way.");
    }
    return sync.problem ? view.texts().say(*sync.problem)
                        : view.texts().get("There is no network. The kiosk goes on alone.");
}

bool asks_question(const app::State& state) {
    if (state.staff.permission) {
        return true;
    }
    if (const auto* incidents = std::get_if<app::Incidents>(&state.screen)) {
        return incidents->chosen.has_value();
    }
    if (const auto* users = std::get_if<app::Users>(&state.screen)) {
        return !users->chosen.empty();
    }
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
    if (view.state.staff.permission) {
        draw_permission(view);
    } else if (const auto* incidents = std::get_if<app::Incidents>(&view.state.screen)) {
        draw_incident_question(view, *incidents);
    } else if (const auto* users = std::get_if<app::Users>(&view.state.screen)) {
        draw_user_question(view, *users);
    } else if (const auto* work = std::get_if<app::BasketWork>(&view.state.screen)) {
        draw_line_question(view, *work);
    } else if (const auto* collected = std::get_if<app::AlreadyCollected>(&view.state.screen)) {
        draw_undo_question(view, *collected);
    }
}

} // namespace guichet::ui
