#pragma once

#include "kiosk/ports/locality.hpp"
#include "kiosk/resources/catalogues.hpp"

#include <filesystem>

namespace guichet::platform {

/// The languages of a folder of catalogues and the wall clock of a time zone. Reading it is safe from any
/// thread.
class StationLocality final : public ports::Locality {
public:
    /// `zone` is a name of the time zone database ("Europe/Paris"); it becomes the zone of the whole process,
    /// so that there is one such object, made before the threads.
    /// `additions` is a further folder, of the station's own languages; it need not be there.
    StationLocality(const std::filesystem::path& translations, const std::string& zone,
                    const std::filesystem::path& additions = {});

    [[nodiscard]] const Texts& texts(const std::string& language) const override;
    [[nodiscard]] std::vector<std::string> languages() const override;
    [[nodiscard]] LocalTime local(Instant moment) const override;

    /// What could not be read, for the log.
    [[nodiscard]] const std::vector<Error>& notices() const { return notices_; }

private:
    resources::Catalogues catalogues_;
    std::vector<Error> notices_;
};

} // namespace guichet::platform
