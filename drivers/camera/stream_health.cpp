#include "drivers/camera/stream_health.hpp"

#include <algorithm>

namespace guichet::camera {

void StreamHealth::whole_picture(const Glance& glance, Time now) {
    last_whole_ = now;
    only_broken_ = false;
    if (glance.plain || !glance_ || *glance_ != glance)
        last_change_ = now;
    glance_ = glance;
}

StreamHealth::Fault StreamHealth::find_fault(Time now) const {
    const auto since = [&](Time event) { return now - std::max(event, restarted_.value_or(event)); };
    if (ended_)
        return Fault::ended;
    if (since(last_whole_) > silence_patience)
        return only_broken_ ? Fault::broken : Fault::silent;
    if (since(last_change_) > still_patience)
        return Fault::still;
    return Fault::none;
}

StreamHealth::Advice StreamHealth::advise(Time now) {
    const Fault fault = find_fault(now);
    if (fault == Fault::none) {
        if (restarted_ && last_change_ - *restarted_ > recovery)
            restarted_.reset();
        return Advice::go_on;
    }
    fault_ = fault;
    if (restarted_)
        return Advice::give_up;
    restarted_ = now;
    ended_ = false;
    only_broken_ = false;
    return Advice::restart;
}

} // namespace guichet::camera
