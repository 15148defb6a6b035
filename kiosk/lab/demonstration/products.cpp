#include "kiosk/lab/demonstration/products.hpp"

#include <array>

namespace guichet::lab {

namespace {

constexpr auto piece = Unit::piece;
constexpr auto kilogram = Unit::kilogram;
constexpr auto gram = Unit::gram;
constexpr auto ambient = StorageClass::ambient;
constexpr auto chilled = StorageClass::chilled;
constexpr auto frozen = StorageClass::frozen;

constexpr Product vegetables[] = {
    {"Pommes de terre Agata", kilogram, 180, ambient, 1000, 5000},
    {"Carottes de sable", kilogram, 240, ambient, 500, 2000},
    {"Poireaux", kilogram, 290, ambient, 500, 1800},
    {"Oignons jaunes", kilogram, 220, ambient, 500, 2000},
    {"Lentilles blondes de la Planèze de Saint-Flour, sachet de 500 g", piece, 390, ambient, 1, 4},
    {"Salade feuille de chêne", piece, 130, ambient, 1, 3},
    {"Botte de radis roses", piece, 160, ambient, 1, 3},
    {"Botte d’oignons nouveaux", piece, 180, ambient, 1, 2},
    {"Épinards", kilogram, 480, ambient, 300, 1200},
    {"Chou vert frisé", piece, 230, ambient, 1, 2},
    {"Panier de légumes de saison pour 2 personnes", piece, 1200, ambient, 1, 1},
    {"Panier de légumes de saison pour 4 personnes", piece, 2000, ambient, 1, 1},
};

constexpr Product cheese[] = {
    {"Saint-Nectaire fermier", kilogram, 1690, chilled, 250, 1700},
    {"Cantal jeune", kilogram, 1290, chilled, 300, 1500},
    {"Cantal entre-deux", kilogram, 1450, chilled, 300, 1500},
    {"Cantal vieux", kilogram, 1790, chilled, 250, 900},
    {"Salers fermier, affinage 12 mois minimum en cave de tunnel, tranche à la coupe", kilogram, 2190,
     chilled, 200, 800},
    {"Bleu d’Auvergne", kilogram, 1390, chilled, 150, 600},
    {"Fourme d’Ambert", kilogram, 1350, chilled, 150, 600},
    {"Tome fraîche pour truffade et aligot", kilogram, 990, chilled, 400, 1200},
    {"Beurre de baratte demi-sel 250 g", piece, 310, chilled, 1, 4},
    {"Crème fraîche épaisse, pot de 25 cl", piece, 240, chilled, 1, 3},
    {"Yaourts au lait entier, lot de 4", piece, 280, chilled, 1, 3},
    {"Faisselle de vache, pot de 500 g", piece, 290, chilled, 1, 2},
};

constexpr Product bread[] = {
    {"Pain de seigle au levain", piece, 420, ambient, 1, 2},
    {"Tourte de seigle d’Auvergne, part", kilogram, 560, ambient, 400, 1500},
    {"Pain de campagne 1 kg", piece, 480, ambient, 1, 2},
    {"Baguette tradition", piece, 120, ambient, 1, 5},
    {"Pain complet aux graines", piece, 390, ambient, 1, 2},
    {"Fouace à la fleur d’oranger", piece, 650, ambient, 1, 1},
    {"Brioche tressée", piece, 590, ambient, 1, 2},
    {"Cornets de Murat, boîte de 12", piece, 780, ambient, 1, 2, 200},
    {"Tarte à la tome, 6 parts", piece, 1150, chilled, 1, 1},
};

constexpr Product pork[] = {
    {"Saucisse sèche de montagne", piece, 690, ambient, 1, 3},
    {"Saucisson sec", piece, 720, ambient, 1, 3},
    {"Jambon sec d’Auvergne, tranches", kilogram, 3200, chilled, 120, 500},
    {"Jambon blanc, tranches", kilogram, 1890, chilled, 150, 600},
    {"Saucisse fraîche", kilogram, 1250, chilled, 400, 1600},
    {"Côtes de porc échine", kilogram, 1190, chilled, 500, 1500},
    {"Rôti de porc dans le filet", kilogram, 1390, chilled, 800, 1800},
    {"Boudin noir aux châtaignes", kilogram, 1150, chilled, 250, 800},
    {"Pâté de campagne, bocal de 180 g", piece, 480, ambient, 1, 4},
    {"Fritons d’Auvergne, bocal de 200 g", piece, 460, ambient, 1, 2},
    {"Poitrine fumée", kilogram, 1290, chilled, 200, 900},
};

constexpr Product lamb[] = {
    {"Gigot d’agneau entier", kilogram, 1990, chilled, 1800, 2800},
    {"Côtelettes d’agneau", kilogram, 2190, chilled, 400, 1200},
    {"Épaule d’agneau roulée", kilogram, 1790, chilled, 1000, 1800},
    {"Merguez d’agneau", kilogram, 1590, chilled, 400, 1200},
    {"Collier d’agneau pour navarin", kilogram, 1190, chilled, 600, 1500},
    {"Souris d’agneau sous vide, lot de 2", piece, 1850, frozen, 1, 2},
    {"Farce d’agneau pour tomates et courgettes", kilogram, 1490, frozen, 500, 1000},
    {"Moussaka d’agneau surgelée, barquette de 900 g", piece, 1390, frozen, 1, 2},
};

constexpr Product beef[] = {
    {"Bœuf salers, steak haché façon bouchère", kilogram, 1490, chilled, 300, 1500},
    {"Bœuf salers, bourguignon", kilogram, 1390, chilled, 800, 2000},
    {"Bœuf salers, entrecôte", kilogram, 2690, chilled, 300, 1200},
    {"Bœuf salers, rumsteck", kilogram, 2390, chilled, 300, 1000},
    {"Pot-au-feu, assortiment avec os à moelle", kilogram, 1190, chilled, 1000, 2500},
    {"Tripoux de Saint-Flour, lot de 4", piece, 960, chilled, 1, 2},
    {"Pounti maison, tranche épaisse", kilogram, 1450, chilled, 250, 900},
    {"Steaks hachés surgelés 15 %, boîte de 10 × 100 g", piece, 1590, frozen, 1, 2},
    {"Chou farci à l’ancienne surgelé, 2 parts", piece, 1080, frozen, 1, 2},
    {"Aligot surgelé de l’Aubrac, barquette de 750 g", piece, 890, frozen, 1, 3},
};

constexpr Product poultry[] = {
    {"Poulet fermier prêt à cuire", kilogram, 990, chilled, 1600, 2600},
    {"Pintade fermière", kilogram, 1190, chilled, 1300, 1900},
    {"Cuisses de poulet", kilogram, 950, chilled, 500, 1500},
    {"Blancs de poulet", kilogram, 1690, chilled, 300, 1200},
    {"Œufs plein air, boîte de 6", piece, 210, ambient, 1, 3},
    {"Œufs plein air, boîte de 12", piece, 390, ambient, 1, 3},
    {"Rillettes de poulet, bocal de 180 g", piece, 520, ambient, 1, 3},
    {"Terrine de lapin aux pruneaux, bocal de 180 g", piece, 590, ambient, 1, 3},
    {"Canette surgelée", kilogram, 1090, frozen, 1800, 2600},
};

constexpr Product honey[] = {
    {"Miel de montagne 500 g", piece, 780, ambient, 1, 3},
    {"Miel de pissenlit 250 g", piece, 520, ambient, 1, 2},
    {"Miel de sapin 500 g", piece, 950, ambient, 1, 2},
    {"Miel toutes fleurs, seau de 3 kg", piece, 3600, ambient, 1, 1},
    {"Pain d’épices au miel 300 g", piece, 590, ambient, 1, 2},
    {"Nonnettes à l’orange, sachet de 8", piece, 480, ambient, 1, 2},
    {"Bonbons au miel, sachet de 200 g", piece, 390, ambient, 1, 3, 200},
    {"Baume à lèvres à la cire d’abeille", piece, 450, ambient, 1, 2, 200},
    {"Bougie en cire d’abeille", piece, 890, ambient, 1, 2, 200},
};

constexpr Product plants[] = {
    {"Plants de tomates Cœur de bœuf, lot de 3", piece, 540, ambient, 1, 4, 100},
    {"Plants de salades, barquette de 12", piece, 350, ambient, 1, 3, 100},
    {"Plant de courgette", piece, 220, ambient, 1, 4, 100},
    {"Plants de poireaux, botte de 50", piece, 600, ambient, 1, 2, 100},
    {"Basilic grand vert, pot", piece, 320, ambient, 1, 2, 100},
    {"Géranium lierre, pot de 10 cm", piece, 290, ambient, 2, 10, 100},
    {"Pensées, barquette de 6", piece, 450, ambient, 1, 4, 100},
    {"Terreau potager, sac de 40 l", piece, 890, ambient, 1, 3, 200},
};

constexpr Product wine[] = {
    {"Côtes-d’Auvergne rouge 2018, 75 cl", piece, 790, ambient, 1, 6, 200},
    {"Côtes-d’Auvergne rosé Corent 2019, 75 cl", piece, 760, ambient, 1, 6, 200},
    {"Saint-Pourçain blanc 2018, 75 cl", piece, 820, ambient, 1, 6, 200},
    {"Marcillac rouge 2017, 75 cl", piece, 890, ambient, 1, 3, 200},
    {"Bière à la gentiane, 33 cl", piece, 320, ambient, 2, 12, 200},
    {"Gentiane apéritive 70 cl", piece, 1790, ambient, 1, 1, 200},
    {"Jus de pomme trouble, 1 l", piece, 340, ambient, 1, 6},
    {"Coffret « Les 3 vallées » : un rouge, un rosé, un blanc et deux verres gravés", piece, 3490, ambient, 1,
     1, 200},
};

constexpr Product organic[] = {
    {"Farine de blé T80 1 kg", piece, 240, ambient, 1, 3},
    {"Farine de sarrasin 500 g", piece, 290, ambient, 1, 2},
    {"Thé des bois en vrac", gram, 12, ambient, 50, 200},
    {"Noisettes décortiquées en vrac", kilogram, 2250, ambient, 100, 500},
    {"Huile de colza vierge 50 cl", piece, 490, ambient, 1, 2},
    {"Savon au lait de jument 100 g", piece, 580, ambient, 1, 3, 200},
    {"Shampooing solide à l’ortie", piece, 790, ambient, 1, 2, 200},
    {"Crème pour les mains au calendula", piece, 1150, ambient, 1, 1, 200},
    {"Tofu fumé 200 g", piece, 320, chilled, 1, 3},
    {"Sorbet à la myrtille sauvage, bac de 500 ml", piece, 690, frozen, 1, 2},
};

constexpr std::array producers{
    Producer{"Les paniers de la dernière pluie", 6, vegetables},
    Producer{"La Crèmerie des Lacs", 6, cheese},
    Producer{"La Mie Chamalou", 4, bread},
    Producer{"La Ferme des Cochons Gourmands", 4, pork},
    Producer{"GAEC Natur'Agneau", 2, lamb},
    Producer{"Boucherie des Lacs", 3, beef},
    Producer{"Margeride Viande Volailles", 4, poultry},
    Producer{"GAEC Natur'Ailes", 2, honey},
    Producer{"Barbaux Horticulture", 3, plants},
    Producer{"Les Caves du Palais", 2, wine},
    Producer{"Magasin Bio Planèze", 3, organic},
};

} // namespace

std::span<const Producer> demonstration_catalogue() {
    return producers;
}

} // namespace guichet::lab
