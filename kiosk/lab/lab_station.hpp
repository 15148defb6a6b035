#pragma once
// A whole station on this machine: a server with a session in it, and kiosks whose hardware is simulated.

#include "kiosk/core/clock.hpp"
#include "kiosk/core/result.hpp"
#include "kiosk/lab/process.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace guichet::lab {

/// One kiosk of the station: what its configuration says.
struct LabKioskPlan {
    std::string name;  ///< in scenario files: "counter", "self"
    std::string title; ///< as people call it
    std::string mode;  ///< "counter" or "self"
};

/// One printer of each kiosk.
struct LabPrinterPlan {
    std::string model = "80mm"; ///< "80mm", "58mm" or "silent"
    std::string roles;          ///< separated by commas; empty: all
};

/// Somebody who works with the kiosks.
struct LabUserPlan {
    std::string name;
    std::string role; ///< "volunteer" or "coordinator"
    std::string pin;
    std::string kiosk; ///< in scenario files; empty: with each of them
};

struct LabStationPlan {
    std::filesystem::path folder; ///< everything is made in it
    std::filesystem::path orders; ///< an order file; empty: the demonstration's
    std::uint64_t seed = 1;       ///< of the demonstration's data and of the codes
    int scale = 1;
    std::vector<LabKioskPlan> kiosks{{"counter", "Comptoir", "counter"}, {"self", "Borne 1", "self"}};
    std::vector<LabPrinterPlan> printers{{}};
    std::string paper = "always";        ///< as in the configuration
    bool tour = false;                   ///< the guided tour comes up by itself
    std::vector<LabUserPlan> users = {}; ///< the first of each kiosk coordinates
    bool enrolled = true;                ///< each kiosk is enrolled; else the server takes what nobody signed
    bool awaits_enrolment = false;       ///< the kiosks are to be enrolled later, by who plays with them
};

/// The station of the demonstration and its session.
inline constexpr std::string_view lab_station_id = "saint-flour";
inline constexpr std::string_view lab_session_date = "2020-04-17";

/// When its clocks begin: 17 April 2020, 15:30 at Saint-Flour.
inline constexpr Instant lab_session_start{1'587'130'200'000};

class LabStation {
public:
    /// Imports the orders, makes the codes, starts the server and writes the kiosks' configurations.
    [[nodiscard]] static Result<LabStation> build(LabStationPlan plan);

    [[nodiscard]] const LabStationPlan& plan() const { return plan_; }
    [[nodiscard]] std::filesystem::path folder() const { return plan_.folder; }
    [[nodiscard]] std::filesystem::path configuration(const std::string& kiosk) const;
    [[nodiscard]] std::filesystem::path kiosk_folder(const std::string& kiosk) const;

    /// The folder of the QR pictures, one for each customer reference, and that of another session's.
    [[nodiscard]] std::filesystem::path codes() const { return plan_.folder / "codes"; }
    [[nodiscard]] std::filesystem::path other_codes() const { return plan_.folder / "other-codes"; }

    /// What the office does while the drive runs; the files lie in the folder `proxies`, named REF-P0001, and
    /// in `reissued`, named REF.
    [[nodiscard]] Result<> issue_proxy(const std::string& customer_ref, const std::string& collector) const;
    [[nodiscard]] Result<> revoke_proxy(const std::string& proxy) const;
    [[nodiscard]] Result<> reissue_code(const std::string& customer_ref) const;
    /// Imports another order file, which lies beside the first one. The server's program pauses for it.
    [[nodiscard]] Result<> change_orders(const std::string& file);

    /// The organiser draws a kiosk's enrolment code as enrolments/KIOSK.png, or withdraws the kiosk.
    [[nodiscard]] Result<> draw_enrolment_code(const std::string& kiosk) const;
    [[nodiscard]] Result<> revoke_kiosk(const std::string& kiosk) const;

    [[nodiscard]] Result<> start_server();
    void stop_server();
    /// Ends the server on the spot, as a power cut does.
    void kill_server();
    [[nodiscard]] std::int64_t server_peak_memory() const;

    /// "http://127.0.0.1:8080": where the server listens, the same after each start.
    [[nodiscard]] std::string server_url() const { return "http://" + address_; }

    /// What the running server counted of its work, as Prometheus reads it.
    [[nodiscard]] Result<std::string> server_metrics() const;

    /// The server's own report of the session as JSON; the server must be stopped.
    [[nodiscard]] Result<std::string> server_report() const;

private:
    explicit LabStation(LabStationPlan plan) : plan_(std::move(plan)) {}
    Result<> import_orders();
    Result<> write_configurations() const;
    Result<> add_users() const;
    Result<> enrol_kiosks() const;
    [[nodiscard]] std::string store_url() const;
    [[nodiscard]] Result<> office_command(std::vector<std::string> arguments) const;
    [[nodiscard]] Result<> server_command(const std::vector<std::string>& arguments) const;

    LabStationPlan plan_;
    std::optional<Process> server_;
    std::string address_; ///< host and port, fixed after the first start
};

} // namespace guichet::lab
