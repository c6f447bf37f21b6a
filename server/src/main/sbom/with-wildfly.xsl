<?xml version="1.0" encoding="UTF-8"?>
<!-- Puts what WildFly consists of, as its own list of licences names it, into the bill of materials that Maven makes of what we
     bring: together they are what is installed. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:c="http://cyclonedx.org/schema/bom/1.6"
                xmlns="http://cyclonedx.org/schema/bom/1.6" exclude-result-prefixes="c">
  <xsl:output method="xml" encoding="UTF-8" indent="yes"/>
  <xsl:strip-space elements="*"/>
  <xsl:param name="wildfly"/>
  <xsl:variable name="ours" select="/c:bom/c:components/c:component"/>

  <xsl:template match="@*|node()">
    <xsl:copy>
      <xsl:apply-templates select="@*|node()"/>
    </xsl:copy>
  </xsl:template>

  <xsl:template match="/c:bom/c:components">
    <xsl:copy>
      <xsl:apply-templates select="@*|node()"/>
      <xsl:apply-templates select="document($wildfly)/licenseSummary/dependencies/dependency"/>
    </xsl:copy>
  </xsl:template>

  <!-- one that we bring too, in the same version, stands there already -->
  <xsl:template match="dependency">
    <xsl:variable name="purl" select="concat('pkg:maven/', groupId, '/', artifactId, '@', version, '?type=jar')"/>
    <xsl:if test="not($ours[c:purl = $purl])">
      <component type="library" bom-ref="{$purl}">
        <group><xsl:value-of select="groupId"/></group>
        <name><xsl:value-of select="artifactId"/></name>
        <version><xsl:value-of select="version"/></version>
        <scope>required</scope>
        <licenses>
          <xsl:for-each select="licenses/license">
            <license>
              <name><xsl:value-of select="name"/></name>
              <url><xsl:value-of select="url"/></url>
            </license>
          </xsl:for-each>
        </licenses>
        <purl><xsl:value-of select="$purl"/></purl>
      </component>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
