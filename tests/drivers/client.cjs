// Neo4j's JavaScript driver against `graphkit serve`: node client.cjs URI; the password comes from PASSWORD.
const neo4j = require('neo4j-driver')

const ENDLESS = 'RETURN reduce(s = 0, a IN range(1, 10000) | s + reduce(t = 0, b IN range(1, 100000) | t + b % 7)) AS s'

async function refused (driver, text) {
  const session = driver.session()
  try {
    await session.run(text)
    return 'done'
  } catch (error) {
    return error.code
  } finally {
    await session.close().catch(() => {})
  }
}

async function main () {
  const driver = neo4j.driver(process.argv[2], neo4j.auth.basic('neo4j', process.env.PASSWORD))
  const countries = async () => {
    const { records } = await driver.executeQuery('MATCH (c:Country {id: $id}) RETURN c.name AS name', { id: 'KOR' })
    return records.map(record => record.get('name'))
  }
  const said = { before: await countries(), write: await refused(driver, 'CREATE (:Country)') }
  said.endless = await refused(driver, ENDLESS)
  said.after = await countries()
  await driver.close()
  console.log(JSON.stringify(said))
}

main().catch(error => { console.error(error); process.exit(1) })
