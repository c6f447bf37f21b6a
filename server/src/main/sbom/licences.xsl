<?xml version="1.0" encoding="UTF-8"?>
<!-- The bill of materials as a list for people: a component and its licences a line. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:c="http://cyclonedx.org/schema/bom/1.6">
  <xsl:output method="text" encoding="UTF-8"/>

  <xsl:template match="/">
    <xsl:for-each select="/c:bom/c:components/c:component">
      <xsl:sort select="c:group"/>
      <xsl:sort select="c:name"/>
      <xsl:value-of select="concat(c:group, ':', c:name, ':', c:version, ' - ')"/>
      <xsl:for-each select="c:licenses/c:license | c:licenses/c:expression">
        <xsl:if test="position() &gt; 1">, </xsl:if>
        <xsl:value-of select="c:id | c:name | self::c:expression"/>
      </xsl:for-each>
      <xsl:text>&#10;</xsl:text>
    </xsl:for-each>
  </xsl:template>
</xsl:stylesheet>
