import java.util.List;
import java.util.Map;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.exceptions.Neo4jException;

/** Neo4j's Java driver against `graphkit serve`: java -cp 'lib/*' Client.java URI; the password comes from PASSWORD. */
public class Client {
    static final String ENDLESS =
        "RETURN reduce(s = 0, a IN range(1, 10000) | s + reduce(t = 0, b IN range(1, 100000) | t + b % 7)) AS s";

    static String refused(Driver driver, String text) {
        try (var session = driver.session()) {
            session.run(text).consume();
            return "done";
        } catch (Neo4jException error) {
            return error.code();
        }
    }

    static List<String> countries(Driver driver) {
        return driver.executableQuery("MATCH (c:Country {id: $id}) RETURN c.name AS name")
            .withParameters(Map.of("id", "KOR")).execute()
            .records().stream().map(record -> '"' + record.get("name").asString() + '"').toList();
    }

    public static void main(String[] args) {
        try (var driver = GraphDatabase.driver(args[0], AuthTokens.basic("neo4j", System.getenv("PASSWORD")))) {
            var before = countries(driver);
            var write = refused(driver, "CREATE (:Country)");
            var endless = refused(driver, ENDLESS);
            System.out.printf("{\"before\": %s, \"write\": \"%s\", \"endless\": \"%s\", \"after\": %s}%n",
                before, write, endless, countries(driver));
        }
    }
}
