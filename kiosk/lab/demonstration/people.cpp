#include "kiosk/lab/demonstration/people.hpp"

#include "kiosk/lab/demonstration/choices.hpp"

#include <fmt/format.h>

#include <array>
#include <numeric>
#include <string_view>

namespace guichet::lab {

namespace {

constexpr std::array<std::string_view, 84> first_names{
    "Agnès",          "Alain",      "Aline",     "Amélie",  "André",     "Anne-Lise",
    "Antonin",        "Arlette",    "Aurore",    "Azalaïs", "Basile",    "Béatrice",
    "Benoît",         "Bernadette", "Bruno",     "Camille", "Cécile",    "Chloé",
    "Clément",        "Colette",    "Cyprien",   "Damien",  "Delphine",  "Denis",
    "Élodie",         "Émile",      "Estelle",   "Étienne", "Eugénie",   "Fabien",
    "Félix",          "Firmin",     "Françoise", "Gaël",    "Geneviève", "Georges",
    "Gisèle",         "Guilhem",    "Hélène",    "Henri",   "Hugo",      "Inès",
    "Irène",          "Jacqueline", "Jean-Noël", "Jeanne",  "Joan",      "Joséphine",
    "Jules",          "Julien",     "Justine",   "Léa",     "Léonie",    "Loïc",
    "Louise",         "Lucien",     "Madeleine", "Maëlys",  "Magalí",    "Marcel",
    "Marie-Thérèse",  "Marius",     "Mathéo",    "Maxence", "Michèle",   "Mireille",
    "Monique",        "Nathan",     "Noémie",    "Odette",  "Pascal",    "Paulette",
    "Pierre-Antoine", "Raymonde",   "Régis",     "Romane",  "Rosalie",   "Sébastien",
    "Simone",         "Solène",     "Thibaut",   "Yvonne",  "Zélie",     "Zoé"};

constexpr std::array<std::string_view, 85> surnames{
    "Alric",       "Amargier",  "d'Apcher",   "Aubazac",   "Bastide",     "Béal",        "Besse",
    "Boissière",   "Bonnafoux", "Borie",      "Boudou",    "Boyer",       "Brugère",     "Cantarel",
    "Cassagne",    "Cayrol",    "Chabrier",   "Chambon",   "Chanteloube", "Charbonnel",  "Chassagne",
    "Chauvet",     "Combelle",  "Couderc",    "Crozatier", "Dalmas",      "Delcros",     "Delmàs",
    "Delort",      "Delpuech",  "Espinasse",  "Estival",   "Fabrègues",   "Farges",      "Fontanier",
    "Fournols",    "Galvaing",  "Garrigue",   "Gastal",    "Gibert",      "Giraudon",    "Grenier-Lacoste",
    "L'Hermet",    "Jarrige",   "Jouve",      "Lacombe",   "Lagarde",     "Lavergne",    "Lescure",
    "Loubeyre",    "Magne",     "Malbec",     "Marcenat",  "Mazières",    "Meissonnier", "Mercadièr",
    "Monteil",     "Montbrun",  "Nozerolles", "Oustry",    "Pagès",       "Péchaud",     "Peyrat",
    "Pomarat",     "Portefaix", "Pradel",     "Prunet",    "Puèg",        "Rancilhac",   "Raynal",
    "Ribeyrolles", "Rigal",     "Rochette",   "Rouquette", "Sabatièr",    "Saint-Léger", "Salesse",
    "Serre",       "Soubrier",  "Tissandier", "Tourrette", "Trémouille",  "Vaissade",    "Verdier",
    "Vigouroux"};

// The numbers of names share no divisor, so that counting through both at once meets every pair.
static_assert(std::gcd(first_names.size(), surnames.size()) == 1);

struct Visitor {
    std::string_view name;
    std::string_view language;
};

/// Those whose names and languages come from elsewhere; they are there at every seed.
constexpr std::array<Visitor, 6> visitors{{{"Hazel Thornberry", "en"},
                                           {"Oliver O'Dowd-Pickering", "en"},
                                           {"Małgorzata Świerczyńska", "fr"},
                                           {"Łukasz Brzęczek", "en"},
                                           {"Søren Kløvedal", "en"},
                                           {"Begoña Iturralde Muñiz", "fr"}}};

} // namespace

std::vector<DemonstrationCustomer> invent_customers(int count, Random& chance) {
    std::vector<DemonstrationCustomer> customers;
    std::vector<std::string_view> firsts(first_names.begin(), first_names.end());
    std::vector<std::string_view> lasts(surnames.begin(), surnames.end());
    shuffle(firsts, chance);
    shuffle(lasts, chance);
    for (std::size_t index = 0; index < static_cast<std::size_t>(count); ++index) {
        DemonstrationCustomer& customer = customers.emplace_back();
        customer.name = fmt::format("{} {}", firsts[index % firsts.size()], lasts[index % lasts.size()]);
        customer.language = "fr";
    }
    for (std::size_t index = 0; index < visitors.size() && index < customers.size(); ++index) {
        customers[index].name = visitors[index].name;
        customers[index].language = visitors[index].language;
    }
    shuffle(customers, chance);
    for (std::size_t index = 0; index < customers.size(); ++index) {
        customers[index].ref = fmt::format("SF-{:05}", index + 1);
    }
    return customers;
}

} // namespace guichet::lab
