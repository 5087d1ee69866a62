package dev.stepwell.control.endpoints;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.sfn.v1.ActivityListItem;
import dev.stepwell.contracts.sfn.v1.CreateActivityRequest;
import dev.stepwell.contracts.sfn.v1.CreateActivityResponse;
import dev.stepwell.contracts.sfn.v1.DeleteActivityRequest;
import dev.stepwell.contracts.sfn.v1.DescribeActivityRequest;
import dev.stepwell.contracts.sfn.v1.DescribeActivityResponse;
import dev.stepwell.contracts.sfn.v1.ListActivitiesRequest;
import dev.stepwell.contracts.sfn.v1.ListActivitiesResponse;
import dev.stepwell.control.House;
import dev.stepwell.control.database.ControlDatabase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActivityActionsTest {
    private static House house;
    private Caller caller;

    @BeforeAll
    static void build() {
        house = new House();
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @BeforeEach
    void newTenant() {
        caller = house.newTenant();
    }

    @Test
    void createIsIdempotentOnTheNameAndDeleteOnTheArn() {
        CreateActivityResponse made = create("work.er-1");
        house.clock.advance(Duration.ofSeconds(9));
        assertThat(create("work.er-1")).isEqualTo(made);

        DescribeActivityResponse found = house.call("DescribeActivity", caller, describing(made.getActivityArn()));
        assertThat(found.getActivityArn())
                .isEqualTo("arn:aws:states:us-east-1:" + caller.account() + ":activity:work.er-1");
        assertThat(found.getName()).isEqualTo("work.er-1");
        assertThat(found.getCreationDate()).isEqualTo(made.getCreationDate());
        assertThat(found.getEncryptionConfiguration().getType()).isEqualTo("AWS_OWNED_KEY");

        house.call("DeleteActivity", caller, deleting(made.getActivityArn()));
        house.call("DeleteActivity", caller, deleting(made.getActivityArn()));
        assertThat(house.refused("ActivityDoesNotExist", "DescribeActivity", caller, describing(made.getActivityArn()))
                        .text())
                .isEqualTo("Activity Does Not Exist: '" + made.getActivityArn() + "'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a b", "a<b", "a{b", "a]b", "a*b", "a\"b", "a%b", "a\\b", "a|b", "a`b", "a$b", "a,b", "a:b", "a/b",
                "a\u0000", "\u001Fa", "a\u007F", "a\u0085", "\uFFFE", ""
            })
    void badNamesAreRefused(String name) {
        assertThat(house.refused(
                                "InvalidName",
                                "CreateActivity",
                                caller,
                                CreateActivityRequest.newBuilder().setName(name).build())
                        .text())
                .isEqualTo("Invalid Name: '" + name + "'");
    }

    @Test
    void listsPage() {
        List.of("c", "a", "b").forEach(this::create);
        ListActivitiesResponse first = house.call(
                "ListActivities",
                caller,
                ListActivitiesRequest.newBuilder().setMaxResults(2).build());
        ListActivitiesResponse rest = house.call(
                "ListActivities",
                caller,
                ListActivitiesRequest.newBuilder()
                        .setNextToken(first.getNextToken())
                        .build());
        assertThat(first.getActivitiesList()).map(ActivityListItem::getName).containsExactly("a", "b");
        assertThat(rest.getActivitiesList()).map(ActivityListItem::getName).containsExactly("c");
        assertThat(rest.hasNextToken()).isFalse();
    }

    @Test
    void othersActivitiesLookLikeNone() {
        String arn = create("a").getActivityArn();
        for (Caller other : List.of(house.newTenant(), House.in("eu-west-1", caller))) {
            house.refused("ActivityDoesNotExist", "DescribeActivity", other, describing(arn));
            house.call("DeleteActivity", other, deleting(arn));
        }
        house.call("DescribeActivity", caller, describing(arn));
        house.refused("InvalidArn", "DescribeActivity", caller, describing("a"));
        house.refused(
                "InvalidArn", "DescribeActivity", caller, describing(arn.replace(":activity:", ":stateMachine:")));
    }

    @Test
    void anAccountHasAHundredThousandActivitiesAtMost() {
        create("first");
        new ControlDatabase(house.source)
                .write(
                        caller.tenant(),
                        sql -> sql.execute("INSERT INTO control.activity SELECT tenant_id, region, 'a' || n, created_at"
                                + " FROM control.activity, generate_series(1, 99998) n"));
        create("last");
        house.refused(
                "ActivityLimitExceeded",
                "CreateActivity",
                caller,
                CreateActivityRequest.newBuilder().setName("more").build());
        create("last");
    }

    private CreateActivityResponse create(String name) {
        return house.call(
                "CreateActivity",
                caller,
                CreateActivityRequest.newBuilder().setName(name).build());
    }

    private static DescribeActivityRequest describing(String arn) {
        return DescribeActivityRequest.newBuilder().setActivityArn(arn).build();
    }

    private static DeleteActivityRequest deleting(String arn) {
        return DeleteActivityRequest.newBuilder().setActivityArn(arn).build();
    }
}
