package dev.headroom.architecture;

import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.headroom.testing.Eventually;
import net.jqwik.api.Property;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// What holds for the tests themselves: each says the same of the same code, on any machine.
final class DeterminismTest {

  private static final JavaClasses TESTS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.OnlyIncludeTests())
          .importPackages("dev.headroom");

  @Test
  void everyPropertyIsTriedOnTheSameValues() {
    methods()
        .that()
        .areAnnotatedWith(Property.class)
        .should(
            be(
                DescribedPredicate.<JavaMethod>describe(
                    "given a seed",
                    method -> !method.getAnnotationOfType(Property.class).seed().isEmpty())))
        .because("a value that was never tried before must not fail someone else's change")
        .check(TESTS);
  }

  @Test
  void everyWaitIsPatient() {
    noClasses()
        .that()
        .areNotAssignableTo(Eventually.class)
        .should()
        .callMethod(Awaitility.class, "await")
        .because("a busy machine needs more than Awaitility's ten seconds: use Eventually")
        .check(TESTS);
  }

  @Test
  void nobodySleeps() {
    noClasses()
        .should()
        .callMethodWhere(
            DescribedPredicate.describe(
                "Thread.sleep",
                call ->
                    call.getName().equals("sleep")
                        && call.getTargetOwner().isEquivalentTo(Thread.class)))
        .because("no time is long enough on a busy machine: wait for what happens")
        .check(TESTS);
  }
}
