#include "kiosk/station/server_options.hpp"

#include "db/kiosk_store.hpp"
#include "kiosk/sync/identity.hpp"

namespace guichet::station {

sync::ConnectionOptions server_options(const Configuration& configuration) {
    sync::ConnectionOptions options;
    options.url = configuration.server_url;
    options.tls = {configuration.tls.authority, configuration.tls.certificate, configuration.tls.key};
    if (configuration.enrolment)
        options.identity = std::make_shared<sync::IdentityFile>(db::key_file_of(configuration.store_file));
    return options;
}

bool awaits_enrolment(const Configuration& configuration, std::optional<Error>& notice) {
    if (!configuration.enrolment)
        return false;
    const auto kept = sync::IdentityFile(db::key_file_of(configuration.store_file)).load();
    if (!kept)
        notice = kept.error();
    return !kept || !*kept || !(*kept)->enrolled();
}

} // namespace guichet::station
