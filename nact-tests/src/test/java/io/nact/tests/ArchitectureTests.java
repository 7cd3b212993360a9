package io.nact.tests;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.onlyDependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of the house: imports point down. */
class ArchitectureTests {

    private static final JavaClasses HOUSE =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("io.nact");

    private static final String LOBBY = "io.nact";

    private static final String ENGINE = "io.nact.engine..";

    private static final String JDBC = "io.nact.persistence.jdbc..";

    private static final List<String> GROUND_FLOOR = List.of(
            "io.nact.path..",
            "io.nact.mailbox..",
            "io.nact.dispatch..",
            "io.nact.time..",
            "io.nact.event..",
            "io.nact.supervision..",
            "io.nact.jfr..",
            "io.nact.metrics..",
            "io.nact.inspect..");

    private static final List<String> FURNITURE =
            List.of("io.nact.router..", "io.nact.component..", "io.nact.entity..");

    /** The rooms of nact-core; everything else in io.nact belongs to other modules. */
    private static final String[] CORE = Stream.of(
                    Stream.of(LOBBY, ENGINE, "io.nact.system.."), GROUND_FLOOR.stream(), FURNITURE.stream())
            .flatMap(rooms -> rooms)
            .toArray(String[]::new);

    @Test
    void theHouseIsThere() {
        assertThat(HOUSE.containPackage("io.nact.path")).isTrue();
        assertThat(HOUSE.contain("io.nact.ActorRef")).isTrue();
        assertThat(HOUSE.that(resideInAPackage("io.nact.tests..")))
                .as("tests are no part of it")
                .isEmpty();
    }

    @Test
    void packagesHaveNoCycle() {
        check(slices().assignedFrom(new Packages())
                .should()
                .beFreeOfCycles()
                .because("one concept has one room, and a room that needs its caller is not one"));
    }

    static Stream<List<String>> groundFloor() {
        return Stream.of(
                List.of("io.nact.path.."),
                List.of("io.nact.mailbox.."),
                List.of("io.nact.dispatch.."),
                List.of("io.nact.time.."),
                List.of("io.nact.metrics.."),
                List.of("io.nact.jfr..", "io.nact.path.."),
                List.of("io.nact.event..", "io.nact.path.."),
                List.of("io.nact.supervision..", "io.nact.path.."),
                List.of("io.nact.inspect..", "io.nact.event..", "io.nact.path.."));
    }

    @ParameterizedTest
    @MethodSource("groundFloor")
    void aRoomOfTheGroundFloorKnowsNobody(List<String> roomAndWhatItMayUse) {
        check(classes()
                .that()
                .resideInAPackage(roomAndWhatItMayUse.get(0))
                .should(dependInTheHouseOnlyOn(roomAndWhatItMayUse))
                .because("supervision takes a value and events carry paths: the ground floor holds without the rest"));
    }

    @Test
    void theLobbyStandsOnTheGroundFloor() {
        check(classes()
                .that()
                .resideInAPackage(LOBBY)
                .should(dependInTheHouseOnlyOn(with(GROUND_FLOOR, LOBBY)))
                .because("the words that a user writes must not know how they are carried out"));
    }

    @Test
    void theEngineKnowsTheLobbyAndTheGroundFloor() {
        check(classes()
                .that()
                .resideInAPackage(ENGINE)
                .should(dependInTheHouseOnlyOn(with(GROUND_FLOOR, LOBBY, ENGINE)))
                .because("nothing that is built on the engine may be needed by it"));
    }

    static List<String> furniture() {
        return FURNITURE;
    }

    @ParameterizedTest
    @MethodSource("furniture")
    void furnitureIsBuiltOnThePublicApiAlone(String room) {
        check(classes()
                .that()
                .resideInAPackage(room)
                .should(dependInTheHouseOnlyOn(with(GROUND_FLOOR, LOBBY, room)))
                .because("routers, components and entities prove that the public API is enough"));
    }

    @Test
    void onlyTheDoorLeadsToTheEngine() {
        check(noClasses()
                .that(resideInAPackage("io.nact..").and(not(resideInAnyPackage("io.nact.system..", ENGINE))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ENGINE)
                .because("who needs the engine itself shows that the public API is not enough"));
    }

    @Test
    void theDoorLeadsToTheEngineAndNowhereElse() {
        check(classes()
                .that()
                .resideInAPackage("io.nact.system..")
                .should(dependInTheHouseOnlyOn(with(GROUND_FLOOR, LOBBY, ENGINE, "io.nact.system..")))
                .because("it only opens"));
    }

    @Test
    void theEngineHasOnePublicClass() {
        List<String> open = HOUSE.that(resideInAPackage(ENGINE)).stream()
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC) && type.isTopLevelClass())
                .map(JavaClass::getSimpleName)
                .toList();

        assertThat(open)
                .as("cells, status and crash handling are nobody's business")
                .hasSize(1);
    }

    @Test
    void theCoreIsPlainJava() {
        check(classes()
                .that()
                .resideInAnyPackage(CORE)
                .should(onlyDependOnClassesThat(resideInAnyPackage(
                        "java..", "jdk.jfr..", "io.nact..", "org.slf4j..", "org.jspecify..", "org.jctools..")))
                .because("actors are of use without Spring, and no dependency comes by accident"));
        check(noClasses()
                .that()
                .resideInAnyPackage(CORE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "jakarta..", "io.micrometer..")
                .because("Spring is a floor above"));
    }

    @Test
    void aStoreKnowsNoClassOfTheUsersAndNoActor() {
        check(classes()
                .that()
                .resideInAnyPackage("io.nact.persistence.journal..", "io.nact.persistence.memory..", JDBC)
                .should(dependInTheHouseOnlyOn(
                        List.of(LOBBY, "io.nact.persistence.journal..", "io.nact.persistence.memory..", JDBC)))
                .because("what is stored is text, and who writes a store needs nothing but the words of the journal"));
    }

    @Test
    void persistenceIsBuiltOnThePublicApiAlone() {
        check(classes()
                .that(resideInAPackage("io.nact.persistence..").and(not(resideInAPackage(JDBC))))
                .should(dependInTheHouseOnlyOn(with(GROUND_FLOOR, LOBBY, "io.nact.persistence..")))
                .because("it proves that the public API is enough, and needs no database"));
    }

    @Test
    void theDatabaseIsSpokenToByPlainJdbc() {
        check(classes()
                .that()
                .resideInAPackage(JDBC)
                .should(onlyDependOnClassesThat(
                        resideInAnyPackage("java..", "javax.sql..", "io.nact..", "org.slf4j..", "org.jspecify..")))
                .because("the journal has transactions of its own, and is of use without Spring"));
    }

    @Test
    void nobodyLeavesTheChoiceOfThreadsToACommonPool() {
        check(noClasses()
                .that()
                .resideInAPackage("io.nact..")
                .should()
                .callMethod(ForkJoinPool.class, "commonPool")
                .orShould()
                .callMethod(CompletableFuture.class, "supplyAsync", Supplier.class)
                .orShould()
                .callMethod(CompletableFuture.class, "runAsync", Runnable.class)
                .because("work of actors runs on threads that nact can name, count and close"));
    }

    @Test
    void autoConfigurationsAreClosed() {
        DescribedPredicate<JavaClass> autoConfigurations = DescribedPredicate.describe(
                "auto-configurations",
                type -> type.isAnnotatedWith("org.springframework.boot.autoconfigure.AutoConfiguration"));
        check(classes()
                .that(autoConfigurations)
                .should(bePublicAndFinalWithoutPublicMembers())
                .allowEmptyShould(true)
                .because("Boot makes them and nobody calls them, so that they can change"));
    }

    /** Each package is a slice; a pattern would leave out the lobby, which has no name of its own below the house's. */
    private static final class Packages implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return SliceIdentifier.of(type.getPackageName());
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(HOUSE);
    }

    private static List<String> with(List<String> rooms, String... more) {
        return Stream.concat(rooms.stream(), Arrays.stream(more)).toList();
    }

    /** Outside the house it may depend on whatever {@link #theCoreIsPlainJava()} allows. */
    private static ArchCondition<JavaClass> dependInTheHouseOnlyOn(List<String> rooms) {
        DescribedPredicate<JavaClass> allowed = resideInAnyPackage(rooms.toArray(String[]::new));
        return onlyDependOnClassesThat(not(resideInAPackage("io.nact..")).or(allowed))
                .as("depend in the house only on %s", rooms);
    }

    private static ArchCondition<JavaClass> bePublicAndFinalWithoutPublicMembers() {
        return new ArchCondition<>("be public and final without public members") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean closed = type.getModifiers().containsAll(List.of(JavaModifier.PUBLIC, JavaModifier.FINAL));
                Stream<String> open = type.getMembers().stream()
                        .filter(member -> member.getModifiers().contains(JavaModifier.PUBLIC))
                        .filter(member -> !member.getName().equals("<init>"))
                        .map(member -> member.getFullName() + " is public");
                Stream<String> problems =
                        closed ? open : Stream.concat(Stream.of(type.getName() + " is not public final"), open);
                problems.forEach(problem -> events.add(SimpleConditionEvent.violated(type, problem)));
            }
        };
    }
}
